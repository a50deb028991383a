"""Which tables hold what the office knows and what people asked?

Every table works on SQLite and PostgreSQL. Times are aware UTC, stored as such; dates are days of the Vietnamese
calendar. A version of the law is one packed document; a test writes and reads every starter procedure.
"""

from sqlmodel import SQLModel

from knowledge.models.catalogue import (
    AuditEntryRow,
    DraftRow,
    ElsewhereRow,
    LifeEventRow,
    OfficeWordRow,
    PhraseRow,
)
from knowledge.models.columns import UtcDateTime
from knowledge.models.imports import PortalRecordRow
from knowledge.models.law import ExpiredLawRow, ProcedureRow, ProcedureVersionRow
from knowledge.models.portal import PortalListedRow, PortalRunRow
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
    "ExpiredLawRow",
    "HolidayRow",
    "InboxUpdateRow",
    "JobRunRow",
    "LifeEventRow",
    "NoticeRow",
    "OfficeWordRow",
    "PhraseRow",
    "PortalListedRow",
    "PortalRecordRow",
    "PortalRunRow",
    "ProcedureRow",
    "ProcedureVersionRow",
    "QuestionRow",
    "RegressionQuestionRow",
    "SQLModel",
    "SettingRow",
    "SubscriptionRow",
    "UtcDateTime",
]
