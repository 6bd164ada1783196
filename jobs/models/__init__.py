from .course import Course, CourseEdition, Enrolment, Lesson, LessonAttendance, WeeklyTime
from .placement import Placement, Shift
from .vocabulary import CollectiveAgreement, Occupation, OccupationWord, Sector

__all__ = [
    "CollectiveAgreement",
    "Course",
    "CourseEdition",
    "Enrolment",
    "Lesson",
    "LessonAttendance",
    "Occupation",
    "OccupationWord",
    "Placement",
    "Sector",
    "Shift",
    "WeeklyTime",
]
