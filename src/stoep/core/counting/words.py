"""Plain English for every code that this core gives, for the terminal. A room says the same codes in its catalogue."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from stoep.core.counting import numerals
from stoep.core.counting.problems import Problem

if TYPE_CHECKING:
    from stoep.core.counting.explaining import Said
    from stoep.core.counting.nearness import Near

PROBLEMS = {
    "ballot-length-above": "Ballots with more projects than agreed: {many}. They were counted.",
    "ballot-length-below": "Ballots with fewer projects than agreed: {many}. They were counted.",
    "ballot-points-above": "Ballots that give one project more points than agreed: {many}. They were counted.",
    "ballot-points-below": "Ballots that give one project fewer points than agreed: {many}. They were counted.",
    "ballot-sum-cost-above": "Ballots that cost more together than agreed: {many}. They were counted.",
    "ballot-sum-cost-below": "Ballots that cost less together than agreed: {many}. They were counted.",
    "ballot-sum-points-above": "Ballots with more points than agreed: {many}. They were counted.",
    "ballot-sum-points-below": "Ballots with fewer points than agreed: {many}. They were counted.",
    "ballots-below-one": "A ballot cannot be cast {many} times. Give a whole number from 1.",
    "blank-ballots": "Blank ballots: {many}. They count as voters who support nothing.",
    "budget-not-positive": "The budget must be more than nothing. Fill in the sum that is divided.",
    "caps-not-beside-names": "{names} and {amounts} must name equally many. Add what is missing.",
    "caps-not-kept": "The budgets per category or neighbourhood in this file do not bind in this count.",
    "caps-only-with-greedy": "Budgets per category or neighbourhood only go with most votes first. Choose greedy.",
    "choice-empty": "Between two commas no project is named. Take a comma out, or fill in the id.",
    "column-missing": "The column {column} of {section} is missing. Add it to the line with the names.",
    "column-twice": "The column {column} of {section} is there twice. Take one out.",
    "comparison-only-with-equal-shares": "The comparison step only goes with equal shares. Choose equal-shares.",
    "cost-not-a-number": "The cost of project {project} is no number: {found}. Write it like 1250 or 1250,50.",
    "cost-not-positive": "The cost of project {project} must be more than nothing. Mend it, or take the project out.",
    "file-not-there": "There is no file {file} that can be read. Look at its name.",
    "file-too-large": "This file is larger than {most} bytes. Split it, or take out the columns that do not count.",
    "line-not-readable": "This line cannot be read: a quotation mark is open, or a field is too long. Mend it.",
    "meta-missing": "META does not say {key}. Add a line {key};… under META.",
    "meta-not-a-number": "{key} in META is no number that fits: {found}. Write it like 1250 or 1250,50.",
    "meta-twice": "META says {key} twice. Take one line out.",
    "more-than-one-choice": "This ballot names {many} projects where one may be chosen. Mend it, or take it out.",
    "no-projects": "There are no projects. Add them under PROJECTS.",
    "no-section": "A file begins with a line META. Add it on top.",
    "no-votes": "There are no votes. Add them under VOTES.",
    "not-utf-8": "This file is not in UTF-8. Save it as UTF-8 and try again.",
    "number-differs": "{key} in META says {stated}, but the file holds {found}. What it holds was counted.",
    "points-not-a-number": "These points are no number: {found}. Write whole numbers, or like 2.5.",
    "points-not-beside-choices": "There are {choices} projects and {points} points. Give each project its points.",
    "points-out-of-range": "Points run from 0 to {most}. Mend them.",
    "points-too-fine": "These points are too many or too fine to add up exactly. Use fewer digits.",
    "points-without-points": "Ballots of the kind {kind} have no points. Choose the utility cost or cardinality.",
    "project-id-not-fit": "A project needs an id of at most {most} characters, without comma or quotation mark.",
    "project-id-not-writable": "The project id {project} has a comma, semicolon, quotation mark or space too many.",
    "project-missing": "There is no project {project}.",
    "project-twice": "Project {project} is there twice. Give each project an id of its own.",
    "project-twice-on-ballot": "This ballot names project {project} twice. Name it once.",
    "rule-not-ours": "This file names the rule {found}. These we have: {known}. Choose one with --rule.",
    "section-missing": "The section {section} is missing. Add a line {section} and what belongs under it.",
    "section-out-of-order": "{section} is not expected here. The order is META, PROJECTS, VOTES, each once.",
    "threshold-not-kept": "The least number of points in this file does not bind equal shares or Phragmén's rule.",
    "tie-break-project-missing": "The order for ties lacks project {project}. It must name every project.",
    "tie-break-project-twice": "The order for ties names project {project} twice. Name it once.",
    "tie-break-unknown-project": "The order for ties names {project}, which is no project here.",
    "too-many-fields": "This file holds {found} fields; {most} is the most. Split it, or take columns out.",
    "too-many-lines": "This file holds {found} lines; {most} is the most. Split it.",
    "too-many-meta": "META holds more than {most} lines. Take out what does not count.",
    "too-many-projects": "There are more than {most} projects. Split the file.",
    "too-many-steps": "After {most} steps of 1 the share still does not reach its end. Count in a larger unit.",
    "unknown-project": "This ballot names {project}, which is no project here. Mend it, or add the project.",
    "unknown-tie-break": "There is no order for ties by the name {name}. These there are: {known}.",
    "unknown-vote-type": "vote_type in META is {found}. These we can count: {known}.",
    "vote-too-short": "This vote lacks the columns voter_id and vote. Fill them in.",
    "voter-missing": "This vote has no voter_id. Give every vote its own number.",
    "voter-twice": "Voter {voter} is there twice. Each voter has one vote: take one out.",
    "votes-differ": "Project {project} is said to have {stated} votes, but has {found}. The votes were counted.",
}


SAID = {
    "said-ballots": "{voters} people voted on {projects} projects; {budget} was to be divided.",
    "said-end-filled-shares": "That bought {bought}; with what was left, {filled} more were added by most votes.",
    "said-end-passed-over": "Whatever no longer fitted in the budget was passed over: {many} projects.",
    "said-end-phragmen": "The count ended when the next project would have gone over the budget.",
    "said-end-raised-filled-shares": (
        "All shares were raised by 1 as long as the budget allowed, {raised} times, to {share}: that bought {bought}; "
        "{filled} more were added by most votes."
    ),
    "said-end-raised-shares": (
        "All shares were raised by 1 as long as the budget allowed, {raised} times, to {share}: that bought {bought}."
    ),
    "said-end-all": "Every project that could win fitted in the budget.",
    "said-end-shares": "That bought {bought}; no group had enough left together for another project.",
    "said-end-stopped": "The count ended at the first project that no longer fitted in the budget.",
    "said-equal-shares-cardinality": (
        "Everybody got the same share of {share}, and supporters paid their projects together; what cost each of them "
        "least came first."
    ),
    "said-equal-shares-cost": (
        "Everybody got the same share of {share}, and supporters paid their projects together; what cost each of them "
        "least for the money that it brings came first."
    ),
    "said-equal-shares-points": (
        "Everybody got the same share of {share}, and supporters paid their projects together; what cost least per "
        "point came first."
    ),
    "said-first": "First came {name}, with {votes} voters for it.",
    "said-first-paid": "First came {name}: {payers} voters paid for it, {price} each.",
    "said-first-paid-points": "First came {name}: {payers} voters paid for it, {price} for each of their points.",
    "said-gave-way": (
        "Equal shares gave way to most votes first, since {voters} voters got more winners by that and {others} fewer."
    ),
    "said-glad": "{glad} of {voters} voters have at least one winner among what they chose; {without} have none.",
    "said-most-points": "The project with the most points came first, and so on down.",
    "said-most-points-threshold": "The project with the most points came first; below {threshold} none could win.",
    "said-most-votes": "The project with the most votes came first, and so on down.",
    "said-most-votes-threshold": "The project with the most votes came first; below {threshold} none could win.",
    "said-nobody": "No project could be paid.",
    "said-phragmen": "All voters saved at the same pace, and a group bought its project as soon as it could.",
    "said-result": "{winners} projects won and cost {spent} together; {left} stays over.",
}
NEAR = {
    "lacking-part": "too little was left for its category or neighbourhood",
    "lacking-room": "too little was left of the budget",
    "lacking-shares": "its supporters had too little left",
    "lacking-stopped": "the count had ended",
    "lacking-support": "nobody chose it",
    "lacking-threshold": "too few votes to win at all",
}


def problem(of: Problem) -> str:
    """The sentence, with the line before it where there is one."""
    sentence = PROBLEMS[of.code].format(**of.values)
    return f"Line {of.line}: {sentence}" if of.line else sentence


def said(of: Said) -> str:
    """The sentence, with money rounded to cents."""
    shown = {key: numerals.short(value) if isinstance(value, Fraction) else value for key, value in of.values.items()}
    return SAID[of.code].format(**shown)


def near(of: Near) -> str:
    """What kept a project out, and how near it came."""
    votes = f"votes short: {of.votes}" if of.votes is not None else ""
    money = f"money short: {numerals.short(of.money)}" if of.money is not None else ""
    return "; ".join(each for each in (NEAR[of.lacking.value], votes, money) if each)
