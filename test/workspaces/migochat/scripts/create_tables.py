"""How the tables were made before there were migrations; two users write to the assistant."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy.orm import Session  # noqa: E402

from database.engine import engine  # noqa: E402
from database.models import Base, Message, User  # noqa: E402

Base.metadata.create_all(bind=engine)
with Session(engine) as session:
    ada = User(psid="1001", first_name="Ada", last_name="Byron", is_active=True)
    session.add_all([ada, User(psid="1002", first_name="Grace", is_active=True)])
    session.flush()
    session.add(Message(user_id=ada.id, text="Do you deliver on Sundays?"))
    session.commit()
