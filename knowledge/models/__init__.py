"""Which tables hold what the office knows and what people asked?

Every table works on SQLite and PostgreSQL. Times are aware UTC, stored as such; dates are days of the Vietnamese
calendar. The parts of a version carry the same field names as the values of `knowledge.procedure`; a test writes and
reads every starter procedure, so the two cannot drift apart.
"""

from sqlmodel import SQLModel

from knowledge.models.catalogue import AuditEntryRow, DraftRow, ElsewhereRow, LifeEventRow, PhraseRow
from knowledge.models.columns import UtcDateTime
from knowledge.models.law import (
    FeeRow,
    LegalBasisRow,
    ProcedureRow,
    ProcedureVersionRow,
    RequiredDocumentRow,
    StepRow,
    SubmissionCaseRow,
    SubmissionChannelRow,
    VersionPart,
)
from knowledge.models.questions import (
    ClusterDecisionRow,
    ConversationRow,
    QuestionRow,
    RegressionQuestionRow,
    SubscriptionRow,
)
from knowledge.models.running import BuiltIndexRow, HolidayRow, InboxUpdateRow, JobRunRow, NoticeRow, SettingRow

__all__ = [
    "AuditEntryRow",
    "BuiltIndexRow",
    "ClusterDecisionRow",
    "ConversationRow",
    "DraftRow",
    "ElsewhereRow",
    "FeeRow",
    "HolidayRow",
    "InboxUpdateRow",
    "JobRunRow",
    "LegalBasisRow",
    "LifeEventRow",
    "NoticeRow",
    "PhraseRow",
    "ProcedureRow",
    "ProcedureVersionRow",
    "QuestionRow",
    "RegressionQuestionRow",
    "RequiredDocumentRow",
    "SQLModel",
    "SettingRow",
    "StepRow",
    "SubmissionCaseRow",
    "SubmissionChannelRow",
    "SubscriptionRow",
    "UtcDateTime",
    "VersionPart",
]
