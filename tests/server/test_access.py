"""Who gets in, and where. A page elsewhere never does; nobody sees what is another's."""

from __future__ import annotations

import base64
import contextlib
import socket
import time
from collections.abc import Callable

import httpx
import pytest
from fastapi.routing import iter_route_contexts
from live_server import TOKEN, Live, finished, painted, submit

from tintype.core.errors import BadOption
from tintype.ledger import Ledger
from tintype.server import access
from tintype.server.access import Buckets, check_scopes, host_of, is_loopback, shown_key

PAINT = {"prompt": "a red vase"}


def status(client: httpx.Client, method: str = "GET", path: str = "/api/queue", **headers: str) -> int:
    body = {"json": PAINT} if method == "POST" else {}
    return client.request(method, path, headers=headers, **body).status_code


# Nobody without proof


def test_every_address_is_closed_but_the_named_ones(start: Callable[..., Live]) -> None:
    """The table of routes, walked: nothing is open by oversight."""
    server = start(keys="always")
    open_ = set()
    with server.client() as client:
        for route in iter_route_contexts(server.app.routes):
            path = (
                str(route.path).replace("{id}", "0" * 26).replace("{name}", "x").replace("{name:path}", "x")
            )
            path = path.replace("{model}", "x").replace("{model:path}", "x")
            for method in sorted(route.methods or ()):
                code = client.request(method, path, json={}).status_code
                if code != 401:
                    open_.add((method, path, code))
    paths = {path for _, path, _ in open_}
    assert paths == {"/healthz", "/readyz", "/favicon.ico", "/page/x", "/api/session"}
    assert {entry for entry in open_ if entry[1] == "/api/session"} == {
        ("POST", "/api/session", 400), ("DELETE", "/api/session", 200),
    }  # fmt: skip


def test_the_closed_door_says_how_to_open_it(start: Callable[..., Live]) -> None:
    server = start(keys="always")
    with server.client() as client:
        page = client.get("/")
        answer = client.get("/api/queue")
    assert page.status_code == 401
    assert "tintype serve" in page.text
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["error"]["kind"] == "Unauthorized"


def test_a_program_on_this_machine_needs_nothing(live: Live) -> None:
    with live.client() as client:
        assert status(client) == 200
        assert status(client, "POST", "/api/jobs") == 201
        assert client.get("/api/session").json()["how"] == "here"


@pytest.mark.parametrize("key", ["sk-none", "lm-studio", "x"])
def test_a_made_up_key_of_another_program_does_not_matter_here(live: Live, key: str) -> None:
    with live.client(key) as client:
        assert status(client) == 200


def test_one_of_our_keys_that_opens_nothing_is_told(live: Live) -> None:
    with live.client("tt-" + "x" * 43) as client:
        assert client.get("/api/queue").status_code == 401


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Host"])
def test_whoever_comes_through_a_proxy_is_not_from_here(live: Live, name: str) -> None:
    with live.client(**{name: "203.0.113.9"}) as client:
        assert status(client) == 401


def test_beyond_loopback_everybody_needs_a_key(start: Callable[..., Live]) -> None:
    server = start(host="0.0.0.0")
    with server.client() as client, server.client(server.key("phone")) as known:
        assert status(client) == 401
        assert status(known) == 200


def test_keys_never_lets_everybody_in_but_no_page_elsewhere(start: Callable[..., Live]) -> None:
    server = start(host="0.0.0.0", keys="never", names="studio.lan")
    with server.client() as client:
        assert status(client, Host="192.168.7.7:8484") == 200
        assert status(client, Host="studio.lan:8484") == 200
        assert status(client, Host="evil.example") == 403
        assert status(client, "POST", "/api/jobs", Origin="https://evil.example") == 403


# Pages elsewhere


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8484", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::2]"],
)
def test_a_name_that_was_rebound_is_refused(live: Live, host: str) -> None:
    with live.client(Host=host) as client:
        assert status(client) == 403
        assert status(client, "POST", "/api/jobs") == 403
        assert client.get("/").status_code == 401


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "[::1]:8484", "127.9.9.9", "LOCALHOST:8484"])
def test_names_of_this_machine_are_fine(live: Live, host: str) -> None:
    with live.client(Host=host) as client:
        assert status(client) == 200


ORIGINS = [
    "https://evil.example",
    "http://localhost:1",
    "null",
    "http://127.0.0.1",
    "file://",
    "chrome-extension://x",
]


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_page_elsewhere_can_do_nothing(live: Live, origin: str) -> None:
    with live.client() as client:
        for method, path in (("POST", "/api/jobs"), ("GET", "/api/queue"), ("POST", "/api/session")):
            answer = client.request(method, path, json=PAINT, headers={"Origin": origin})
            assert answer.status_code == 403, (method, path)
            assert "access-control-allow-origin" not in answer.headers
        preflight = client.options(
            "/api/jobs", headers={"Origin": origin, "Access-Control-Request-Method": "POST"}
        )
        assert preflight.status_code >= 400


@pytest.mark.parametrize("origin", ORIGINS)
def test_nor_with_the_cookie_of_one_who_was_let_in(live: Live, origin: str) -> None:
    with live.browser() as client:
        assert client.post("/api/jobs", json=PAINT, headers={"Origin": origin}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "same-origin"])
def test_a_browser_that_was_not_let_in_gets_nothing(live: Live, site: str) -> None:
    """An image or a form on any page makes requests without an Origin."""
    with live.client(**{"Sec-Fetch-Site": site}) as client:
        assert status(client) == 401
        assert client.get("/").status_code == 401


def test_a_page_that_the_operator_allows_may_call(start: Callable[..., Live]) -> None:
    server = start(origins="https://notes.example, https://other.example/")
    with server.client(**{"Origin": "https://notes.example", "Sec-Fetch-Site": "cross-site"}) as client:
        answer = client.post("/api/jobs", json=PAINT)
        assert answer.status_code == 201
        assert answer.headers["access-control-allow-origin"] == "https://notes.example"
        assert "access-control-allow-credentials" not in answer.headers
        asks = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
        assert client.options("/api/jobs", headers=asks).status_code == 200
    with server.client(Origin="https://evil.example") as client:
        assert status(client) == 403


# The token and the session


def test_the_printed_address_opens_the_page_once(start: Callable[..., Live]) -> None:
    server = start()
    look = {"Sec-Fetch-Site": "none"}
    with server.client(**look) as first, server.client(**look) as second:
        assert first.get("/", params={"token": "wrong"}, follow_redirects=True).status_code == 401
        answer = first.get("/", params={"token": TOKEN})
        assert answer.status_code == 303
        assert answer.headers["location"] == "/"
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert "path=/" in cookie
        assert "domain" not in cookie
        assert first.get("/").status_code == 200
        assert first.get("/api/session").json()["owner"] == "local"
        assert second.get("/", params={"token": TOKEN}, follow_redirects=True).status_code == 401


def test_a_session_outlives_the_server_and_ends_with_its_secret(start: Callable[..., Live]) -> None:
    one = start()
    with one.browser() as client:
        assert status(client) == 200
        cookies = dict(client.cookies)
    one.stop()
    two = start()
    look = {"Sec-Fetch-Site": "same-origin"}
    with two.client(**look) as client:
        client.cookies.update(cookies)
        assert status(client) == 200
    secret = two.house.data / "server.secret"
    assert secret.stat().st_mode & 0o777 == 0o600
    two.stop()
    secret.unlink()
    three = start()
    with three.client(**look) as client:
        client.cookies.update(cookies)
        assert status(client) == 401


@pytest.mark.parametrize("change", [lambda v: v[:-1] + ("A" if v[-1] != "A" else "B"), lambda v: "e30." + v, lambda v: v.split(".")[0], lambda v: "." , lambda v: "é", lambda v: "WyIiLDk5OTk5OTk5OTldLg." + v.split(".")[1]])  # fmt: skip
def test_an_altered_cookie_opens_nothing(live: Live, change: Callable[[str], str]) -> None:
    value = change(live.app.state.secret.open())
    with live.client(**{"Sec-Fetch-Site": "same-origin"}) as client:
        cookie = f"{live.app.state.secret.cookie}={value}".encode()
        assert client.get("/api/queue", headers=[(b"cookie", cookie)]).status_code == 401


def test_a_key_is_exchanged_for_a_session_and_ends_it(
    start: Callable[..., Live],
) -> None:
    server = start(keys="always")
    key = server.key("anna")
    with server.browser(key) as client:
        assert client.get("/api/session").json() == {
            "owner": "key:anna", "scopes": ["generate", "read"], "how": "session",
        }  # fmt: skip
        assert client.get("/").status_code == 200
        server.house.ledger.revoke("anna")
        assert client.get("/api/session").status_code == 401
        assert client.post("/api/session", json={"key": key}).status_code == 401


def test_leaving_forgets_the_browser(live: Live) -> None:
    with live.browser() as client:
        assert client.delete("/api/session").status_code == 200
        assert status(client) == 401


# Keys


def test_bearer_and_basic_open_and_the_address_line_never_does(start: Callable[..., Live]) -> None:
    server = start(keys="always")
    key = server.key("phone")
    for shown in (f"me:{key}", f"{key}:", f":{key}"):
        basic = "Basic " + base64.b64encode(shown.encode()).decode()
        with server.client(Authorization=basic) as client:
            assert status(client) == 200
    for header in (f"Bearer {key}x", "Bearer", "Basic !!!", f"Digest {key}", key):
        with server.client(Authorization=header) as client:
            assert status(client) == 401
    with server.client() as client:
        for name in ("key", "api_key", "token", "access_token"):
            assert client.get("/api/queue", params={name: key}).status_code == 401


def test_a_key_revoked_here_opens_nothing_from_that_moment(start: Callable[..., Live]) -> None:
    server = start(keys="always")
    with server.client(server.key("phone")) as client, server.client(server.key("desk")) as other:
        assert (status(client), status(other)) == (200, 200)
        server.house.ledger.revoke("phone")
        assert (status(client), status(other)) == (401, 200)


def test_a_key_revoked_by_another_program_opens_nothing_within_seconds(
    start: Callable[..., Live], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "_REMEMBER", 0.3)
    server = start(keys="always")
    with server.client(server.key("phone")) as client:
        assert status(client) == 200
        with contextlib.closing(Ledger.open(server.house.ledger._place.url.render_as_string(False))) as other:
            other.revoke("phone")
        time.sleep(0.4)
        assert status(client) == 401


WISHES = [
    ("GET", "/api/jobs"), ("POST", "/api/jobs"), ("POST", "/api/queue/pause"), ("GET", "/api/settings"),
    ("GET", "/metrics"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("scope", "codes"),
    [
        ("read", (200, 403, 403, 403, 403)), ("generate", (200, 201, 403, 403, 403)),
        ("metrics", (403, 403, 403, 403, 200)), ("admin", (200, 201, 200, 200, 200)),
    ],
)  # fmt: skip
def test_a_scope_allows_what_it_says(start: Callable[..., Live], scope: str, codes: tuple[int, ...]) -> None:
    server = start(keys="always")
    with server.client(server.key("phone", scope)) as client:
        assert tuple(status(client, method, path) for method, path in WISHES) == codes


def test_nobody_finds_what_is_anothers(start: Callable[..., Live]) -> None:
    server = start(keys="always")
    anna, ben = server.client(server.key("anna")), server.client(server.key("ben"))
    boss, frame = (
        server.client(server.key("boss", "admin")),
        server.client(server.key("frame", "read", "for:anna")),
    )
    picture = painted(anna)
    job, id = picture["job"], picture["id"]
    look = [
        ("GET", f"/api/jobs/{job}"), ("GET", f"/api/jobs/{job}/events"), ("DELETE", f"/api/jobs/{job}"),
        ("POST", f"/api/jobs/{job}/retry"), ("GET", f"/api/pictures/{id}"), ("GET", f"/files/{id}.png"),
        ("GET", f"/api/pictures/{id}/file"), ("GET", f"/api/pictures/{id}/thumbnail"),
        ("GET", f"/api/pictures/{id}/lineage"), ("GET", f"/api/pictures/{id}/link"),
        ("GET", f"/api/pictures/{id}/recall"), ("DELETE", f"/api/pictures/{id}"),
    ]  # fmt: skip
    for method, path in look:
        assert ben.request(method, path).status_code == 404, path
    assert ben.patch(f"/api/pictures/{id}", json={"favourite": True}).status_code == 404
    assert ben.patch(f"/api/jobs/{job}", json={"priority": -1}).status_code == 404
    change = {"element": "lighting", "words": "moonlight"}
    assert ben.post(f"/api/pictures/{id}/change", json=change).status_code == 404
    assert ben.post("/api/jobs", json={**PAINT, "operation": "vary", "images": [id]}).status_code == 404
    assert ben.post("/api/pictures/delete", json={"ids": [id]}).json() == {"count": 0}
    assert ben.get("/api/pictures").json()["pictures"] == []
    assert ben.get("/api/jobs").json()["jobs"] == []
    for other in (anna, boss, frame):
        assert other.get(f"/api/pictures/{id}").json()["owner"] == "key:anna"
        assert other.get(f"/files/{id}.png").status_code == 200
    assert frame.delete(f"/api/pictures/{id}").status_code == 403
    for each in (anna, ben, boss, frame):
        each.close()


def test_a_key_made_anew_finds_what_the_old_one_left(start: Callable[..., Live]) -> None:
    server = start(keys="always")
    with server.client(server.key("anna")) as client:
        id = painted(client)["id"]
    server.house.ledger.revoke("anna")
    with server.client(server.key("anna")) as client:
        assert client.get(f"/api/pictures/{id}").status_code == 200


def test_only_an_admin_lifts_jobs_above_others(start: Callable[..., Live]) -> None:
    server = start(keys="always", workers=0)
    with server.client(server.key("anna")) as anna, server.client(server.key("boss", "admin")) as boss:
        job = submit(anna, priority=-3)
        assert anna.post("/api/jobs", json={**PAINT, "priority": 1}).status_code == 403
        assert anna.patch(f"/api/jobs/{job['id']}", json={"priority": 5}).status_code == 403
        assert boss.patch(f"/api/jobs/{job['id']}", json={"priority": 5}).json()["priority"] == 5


def test_too_many_requests_are_told_when_to_come_back(start: Callable[..., Live]) -> None:
    server = start(keys="always", rate=8)  # two at once
    with server.client(server.key("anna")) as anna, server.client(server.key("ben")) as ben:
        codes = [anna.post("/api/jobs", json=PAINT).status_code for _ in range(3)]
        assert codes == [201, 201, 429]
        answer = anna.post("/api/jobs", json=PAINT)
        assert 1 <= int(answer.headers["retry-after"]) <= 8
        assert answer.headers["x-should-retry"] == "true"
        assert anna.get("/api/jobs").status_code == 200
        assert ben.post("/api/jobs", json=PAINT).status_code == 201


def test_a_full_queue_is_told(start: Callable[..., Live]) -> None:
    server = start(queue_limit=2, workers=0)
    with server.client() as client:
        submit(client)
        submit(client)
        answer = client.post("/api/jobs", json=PAINT)
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) >= 1


# Links


def test_a_link_opens_one_picture_for_an_hour(
    start: Callable[..., Live], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = start(keys="always")
    with server.client(server.key("anna")) as anna, server.client() as stranger:
        first, second = painted(anna), painted(anna)
        url = anna.get(f"/api/pictures/{first['id']}/link").json()["url"]
        answer = stranger.get(url)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/png"
        assert stranger.get(url.replace(first["id"], second["id"])).status_code == 403
        assert stranger.get(url.replace(".png", ".webp")).status_code == 403
        assert stranger.get(url[:-1] + ("A" if url[-1] != "A" else "B")).status_code == 403
        assert stranger.get(url.replace("expires=1", "expires=2")).status_code == 403
        assert stranger.get(url.partition("?")[0]).status_code == 401
        now = __import__("time").time()
        monkeypatch.setattr("tintype.server.links.time.time", lambda: now + 3700)
        assert stranger.get(url).status_code == 403


@pytest.mark.parametrize("name", ["x.png", "../server.secret", "%2e%2e%2fserver.secret", "0" * 26 + ".exe", "0" * 26, "a" * 300])  # fmt: skip
def test_no_path_leads_out_of_the_store(live: Live, name: str) -> None:
    with live.client() as client:
        assert client.get(f"/files/{name}").status_code == 404
        assert client.get(f"/page/{name}").status_code == 404


def test_raw_paths_lead_nowhere(live: Live) -> None:
    """Clients tidy paths; an attacker's does not."""
    for path in (
        "/files/../server.secret",
        "//api/queue",
        "/page/../../app.py",
        "/files/..%2f..%2fserver.secret",
    ):
        with socket.create_connection(("127.0.0.1", live.port)) as raw:
            raw.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            answer = b""
            while piece := raw.recv(65536):
                answer += piece
        assert b" 404 " in answer.splitlines()[0], path


# Small parts


def test_buckets_fill_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(access.time, "monotonic", lambda: now[0])
    bucket = Buckets(60)
    for _ in range(15):
        bucket.take("a")
    with pytest.raises(access.TooMany) as caught:
        bucket.take("a")
    assert caught.value.retry_after == pytest.approx(1.0)
    now[0] += 1.0
    bucket.take("a")


def test_scopes_are_checked() -> None:
    assert check_scopes(["read", "for:anna"]) == ("read", "for:anna")
    for wrong in (["wobble"], ["for:"], [], ["for:anna"]):
        with pytest.raises(BadOption):
            check_scopes(wrong)


def test_hosts_and_headers_are_taken_apart() -> None:
    assert [host_of(text) for text in ("a:1", "A", "[::1]:8", "[::1]", "")] == ["a", "a", "::1", "::1", ""]
    assert is_loopback("::ffff:127.0.0.1")
    assert not is_loopback("0.0.0.0")
    assert shown_key("bearer  x ") == "x"
    assert shown_key("Basic " + base64.b64encode(b"\xff\xfe").decode()) == ""


def test_a_picture_of_somebody_stays_theirs_when_everybody_asks_at_once(start: Callable[..., Live]) -> None:
    server = start(keys="always", workers=2)
    clients = {name: server.client(server.key(name)) for name in ("anna", "ben", "cleo")}
    jobs = {name: [submit(each, f"{name} {i}")["id"] for i in range(5)] for name, each in clients.items()}
    for name, each in clients.items():
        for index, id in enumerate(jobs[name]):
            job = finished(each, id)
            assert [picture["prompt"] for picture in job["pictures"]] == [f"{name} {index}"]
        assert len(each.get("/api/pictures").json()["pictures"]) == 5
        each.close()
