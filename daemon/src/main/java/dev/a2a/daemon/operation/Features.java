package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.Agents;
import dev.a2a.daemon.agent.Keys;
import dev.a2a.daemon.approval.Approvals;
import dev.a2a.daemon.audit.Trail;
import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.authorization.Peers;
import dev.a2a.daemon.invite.Invites;
import dev.a2a.daemon.limit.Limits;
import dev.a2a.daemon.message.Messages;

/// What the operations run on.
public record Features(
    Agents agents,
    Keys keys,
    Authorizations authorizations,
    Peers peers,
    Messages messages,
    Invites invites,
    Approvals approvals,
    Limits limits,
    Trail trail) {}
