"""Small interactive widgets of the lessons. In grading and feedback static stand-ins take their place."""

from helpers.lab.widgets.loyalty import explore_quadrants
from helpers.lab.widgets.old_customers import explore_rule
from helpers.lab.widgets.rfm import explore_cuts

__all__ = ["explore_cuts", "explore_quadrants", "explore_rule"]
