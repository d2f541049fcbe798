"""A comment on the merge request that CI is running for, on GitHub, GitLab or Forgejo.

It is written once and brought up to date from then on: a mark that nobody sees finds it again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from re import search
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from showfeed.problems import OutsideError, UsageError

if TYPE_CHECKING:
    from requests import Response, Session

MOST = 60_000  # characters: GitHub takes 65,536
PAGES = 50  # of a hundred comments each
WAIT = 20  # seconds for a forge to answer
ABSENT = (
    "this is no run for a merge request\n"
    "    run it in CI: on GitHub and Forgejo on `pull_request`, on GitLab on `merge_request_event`"
)


@dataclass(frozen=True)
class Discussion:
    """Where the comments of a merge request are, and how to be let in."""

    comments: str  # the address of the list; a new one is posted there
    comment: str  # the address of a single one, but for its id
    change: str  # the method that changes one
    header: str
    token: str
    remedy: str


def discussion(environment: Mapping[str, str]) -> Discussion:
    """Find the merge request in the variables of CI. Raises UsageError where there is none."""
    if environment.get("GITLAB_CI"):
        return _on_gitlab(environment)
    return _on_github(environment)


def _on_github(environment: Mapping[str, str]) -> Discussion:
    """Forgejo speaks the same: https://docs.github.com/rest/issues/comments."""
    request = search(r"^refs/pull/(\d+)/", environment.get("GITHUB_REF", ""))
    if not request or not environment.get("GITHUB_API_URL"):
        raise UsageError(ABSENT)
    api = f"{environment['GITHUB_API_URL'].rstrip('/')}/repos/"
    api += f"{quote(environment.get('GITHUB_REPOSITORY', ''))}/issues"
    return Discussion(
        comments=f"{api}/{request[1]}/comments",
        comment=f"{api}/comments/",
        change="PATCH",
        header="Authorization",
        token=_token(environment, "GITHUB_TOKEN", "${{ github.token }}", "token "),
        remedy="give the job `permissions: {pull-requests: write}`; a fork's run never has it",
    )


def _on_gitlab(environment: Mapping[str, str]) -> Discussion:
    """See https://docs.gitlab.com/api/notes/#merge-requests."""
    project, request = (
        quote(environment.get(name, ""), safe="")
        for name in ("CI_PROJECT_ID", "CI_MERGE_REQUEST_IID")
    )
    if not project or not request or not environment.get("CI_API_V4_URL"):
        raise UsageError(ABSENT)
    api = f"{environment['CI_API_V4_URL'].rstrip('/')}/projects/{project}"
    api += f"/merge_requests/{request}/notes"
    return Discussion(
        comments=api,
        comment=f"{api}/",
        change="PUT",
        header="PRIVATE-TOKEN",
        token=_token(environment, "GITLAB_TOKEN", "a project access token with the scope `api`"),
        remedy="GITLAB_TOKEN needs the scope `api` and the role Reporter, and must not be expired",
    )


def _token(environment: Mapping[str, str], name: str, source: str, before: str = "") -> str:
    """Take what lets us in from the environment: it stands in no file."""
    token = environment.get(name, "").strip()
    if not token:
        raise UsageError(f"the variable {name} is empty\n    give the step {name}: {source}")
    return f"{before}{token}"


def comment(on: Discussion, text: str, name: str, session: "Session") -> bool:
    """Write *text* as the comment called *name*; tell whether it was there before."""
    mark = f"<!-- showfeed: {name.replace('--', '- -').replace('>', '')} -->"
    if len(text) > MOST:
        text = text[:MOST].rpartition("\n")[0] + "\n\n… and more: it is too long for a comment.\n"
    session.headers[on.header] = on.token
    body = {"body": f"{mark}\n{text}"}
    ours = [one["id"] for one in _there(on, session) if one["body"].startswith(mark)]
    if ours:
        answer = _asked(on, session, on.change, f"{on.comment}{int(ours[-1])}", body)
        if answer.status_code not in (403, 404):  # somebody else's with our mark, or just deleted
            _fine(on, answer)
            return True
    _fine(on, _asked(on, session, "POST", on.comments, body))
    return False


def _there(on: Discussion, session: "Session") -> Iterator[dict[str, Any]]:
    """Give every comment that there is, page by page; a next page elsewhere is not followed."""
    address = f"{on.comments}?per_page=100"
    for _ in range(PAGES):
        answer = _asked(on, session, "GET", address)
        _fine(on, answer)
        try:
            found = answer.json()
        except ValueError:
            found = None
        if not isinstance(found, list):
            raise OutsideError(f"{on.comments} answers with something else than comments")
        for one in found:
            if isinstance(one, dict) and isinstance(one.get("body"), str) and "id" in one:
                yield one
        following = urljoin(address, answer.links.get("next", {}).get("url", ""))
        if following == address or not following.startswith(on.comments):
            return
        address = following


def _asked(
    on: Discussion, session: "Session", method: str, address: str, body: object = None
) -> "Response":
    """Ask the forge once; a redirect is not followed, for it would be handed the token."""
    import requests

    try:
        return session.request(method, address, json=body, timeout=WAIT, allow_redirects=False)
    except requests.RequestException as error:
        raise OutsideError(f"{on.comments} can't be reached") from error


def _fine(on: Discussion, answer: "Response") -> None:
    if answer.status_code in (401, 403, 404):
        raise OutsideError(
            f"the comment was refused ({answer.status_code}) by {on.comments}\n    {on.remedy}"
        )
    if not 200 <= answer.status_code < 300:
        raise OutsideError(f"{on.comments} answers {answer.status_code}")
