"""The acts of whom we do not hear yet."""

from stoep.reach.actions.cards import count
from stoep.reach.actions.publish import publish
from stoep.reach.actions.rounds import begin, end
from stoep.reach.actions.steps import finish_step, leave_step, plan_step, take_step

__all__ = ["begin", "count", "end", "finish_step", "leave_step", "plan_step", "publish", "take_step"]
