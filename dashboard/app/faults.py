"""What a page says of faults in the data: a quiet line, or all there is to say."""

import streamlit as st

from dashboard.app import keeper
from dashboard.app.keeper import Shared
from dashboard.app.parts import MOST, problem_list, safe
from dashboard.app.session import View
from dashboard.problems import Problem
from dashboard.wording import LANGUAGES, Wording


def banner(here: View, shared: Shared) -> None:
    """Draw a quiet line where the data has errors: file and line, and what that means here."""
    say, reading = here.say, here.reading
    errors = _errors(shared)
    if not errors and shared.trouble is None:
        return
    words = [_first(say, shared, errors), *_kept(say, shared)]
    if reading.left_out:
        words.append(say("problems.left-out", n=len(reading.left_out)))
    with st.expander(say("problems.join").join(words)):
        named = {"kept": sorted({identity for _, identity in reading.kept})}
        named["left-out"] = [left.id for left in reading.left_out]
        if shared.trouble is not None:
            st.markdown(say(f"folder.{shared.trouble}.fix"))
        for key, found in named.items():
            if found:
                st.markdown(say(f"problems.{key}.named", names=safe(say.listed(found[:MOST]))))
        if shared.trouble is None:
            problem_list(say, errors)


def nothing(shared: Shared) -> None:
    """Say in both languages that nothing could be read, where the fault is and what to do."""
    errors = _errors(shared)
    for language in LANGUAGES:
        say = Wording(language)
        st.header(say("nothing.title"), anchor=False)
        if shared.trouble is None:
            st.markdown(say("nothing.folder", folder=_folder()))
        else:
            words = say(f"folder.{shared.trouble}", folder=_folder())
            st.markdown(f"{words}  \n:gray[{say(f'folder.{shared.trouble}.fix')}]")
        problem_list(say, errors)
        if len(errors) > MOST:
            st.markdown(say("nothing.more", n=len(errors) - MOST))
        st.caption(say("nothing.wait"))


def _first(say: Wording, shared: Shared, errors: list[Problem]) -> str:
    if shared.trouble is not None:
        return say(f"folder.{shared.trouble}", folder=_folder())
    return say("problems.line", n=len(errors), place=safe(str(errors[0].place)))


def _kept(say: Wording, shared: Shared) -> list[str]:
    """Return what is said of the last good version: how many items, and when it was read."""
    reading = shared.reading
    if shared.trouble == "failed":
        return [say("problems.before")]
    if not (reading.kept or reading.kept_files):
        return []
    words = [say("problems.kept", n=len(reading.kept))]
    if since := shared.kept_since():
        times = dict.fromkeys(f"{time.astimezone():%Y-%m-%d %H:%M}" for time in since)
        words.append(say("problems.kept.time", time=" – ".join(times)))
    return words


def _errors(shared: Shared) -> list[Problem]:
    return [problem for problem in shared.reading.problems if problem.is_error]


def _folder() -> str:
    """Return the folder's name; where it lies is no business of a reader."""
    return safe(keeper.folder().name)
