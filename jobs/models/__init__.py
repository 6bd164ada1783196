from .course import Course, CourseEdition, Enrolment, Lesson, LessonAttendance, WeeklyTime
from .importing import Fate, ImportRow, ImportRun, ImportState
from .placement import Placement, Shift
from .vocabulary import CollectiveAgreement, Occupation, OccupationWord, Sector

__all__ = [
    "CollectiveAgreement",
    "Course",
    "CourseEdition",
    "Enrolment",
    "Fate",
    "ImportRow",
    "ImportRun",
    "ImportState",
    "Lesson",
    "LessonAttendance",
    "Occupation",
    "OccupationWord",
    "Placement",
    "Sector",
    "Shift",
    "WeeklyTime",
]
