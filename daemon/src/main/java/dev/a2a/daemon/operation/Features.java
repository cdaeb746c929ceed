package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.Agents;
import dev.a2a.daemon.approval.Approvals;
import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.authorization.Peers;
import dev.a2a.daemon.invite.Invites;
import dev.a2a.daemon.message.Messages;

/// What the operations run on.
public record Features(
    Agents agents,
    Authorizations authorizations,
    Peers peers,
    Messages messages,
    Invites invites,
    Approvals approvals) {}
