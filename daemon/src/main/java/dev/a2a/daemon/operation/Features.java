package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.Agents;
import dev.a2a.daemon.agent.Keys;
import dev.a2a.daemon.approval.Approvals;
import dev.a2a.daemon.audit.Trail;
import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.authorization.Peers;
import dev.a2a.daemon.capability.Capabilities;
import dev.a2a.daemon.invite.Invites;
import dev.a2a.daemon.limit.Limits;
import dev.a2a.daemon.loop.LoopGuard;
import dev.a2a.daemon.message.Messages;
import dev.a2a.daemon.receipt.Receipts;

/// What the operations run on.
public record Features(
    Agents agents,
    Keys keys,
    Authorizations authorizations,
    Peers peers,
    Capabilities capabilities,
    Messages messages,
    Receipts receipts,
    LoopGuard loopGuard,
    Invites invites,
    Approvals approvals,
    Limits limits,
    Trail trail) {}
