"""An open campaign: transactions, undo without limit, the journal that outlives a crash, the lock, saving. No Qt."""

from pressdesk.work.session.history import History, Step
from pressdesk.work.session.opening import Opened, open_session
from pressdesk.work.session.session import Change, Draft, Session

__all__ = ["Change", "Draft", "History", "Opened", "Session", "Step", "open_session"]
