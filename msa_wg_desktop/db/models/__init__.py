"""Every entity of the record, one module an aggregate."""

from __future__ import annotations

from msa_wg_desktop.db.base import Base, Recorded
from msa_wg_desktop.db.models.ledger import ChangeRow, Counter, Operation, Setting, Tombstone
from msa_wg_desktop.db.models.meetings import (
    AgendaItem,
    Attendance,
    Event,
    Guest,
    HandedOut,
    Material,
    MaterialCitation,
    Meeting,
    Reply,
    Section,
    SummaryExport,
    Topic,
)
from msa_wg_desktop.db.models.notes import Capture, Note, NoteSpeaker
from msa_wg_desktop.db.models.orders import (
    CommissionOrder,
    Deadline,
    Decision,
    Docket,
    OrderItem,
    OrderLink,
    OrderParty,
)
from msa_wg_desktop.db.models.parties import Affiliation, ClassMember, GroupSeat, GroupTerm, Party, WorkingGroup
from msa_wg_desktop.db.models.plans import PlanStep, PlanTemplate, TemplateStep
from msa_wg_desktop.db.models.work import (
    Action,
    ActionOwner,
    ActionUpdate,
    Agreement,
    AgreementParty,
    DataNeed,
    DataNeedParty,
    Position,
    PositionParty,
    Proposal,
    ProposalLine,
    ProposalVersion,
    Question,
    RollCall,
    RollCallMark,
)

__all__ = [
    "Action", "ActionOwner", "ActionUpdate", "Affiliation", "AgendaItem", "Agreement", "AgreementParty",
    "Attendance", "Base", "Capture", "ChangeRow", "ClassMember", "CommissionOrder", "Counter", "DataNeed",
    "DataNeedParty", "Deadline", "Decision", "Docket", "Event", "GroupSeat", "GroupTerm", "Guest", "HandedOut",
    "Material", "MaterialCitation", "Meeting", "Note", "NoteSpeaker", "Operation", "OrderItem", "OrderLink",
    "OrderParty", "Party", "PlanStep", "PlanTemplate", "Position", "PositionParty", "Proposal", "ProposalLine",
    "ProposalVersion", "Question", "Recorded", "Reply", "RollCall", "RollCallMark", "Section", "Setting",
    "SummaryExport", "TemplateStep", "Tombstone", "Topic", "WorkingGroup",
]  # fmt: skip
