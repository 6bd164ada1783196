"""The browser's fixtures see what they are there to see: a check that finds nothing proves nothing by itself."""

import pytest

POLICY = {"Content-Security-Policy": "default-src 'none'; script-src 'self'", "Content-Type": "text/html"}
GOOD = "<!doctype html><html lang=it><title>Prova</title><main><h1>Prova</h1></main>"


def show(page, body: str, **headers: str) -> None:
    page.route("**/prova", lambda route: route.fulfill(body=body, headers=headers or {"Content-Type": "text/html"}))
    page.goto("/prova")


def test_a_violation_of_the_policy_is_seen(page, csp_violations):
    show(page, f"{GOOD}<p style='color: red'>Rosso</p><script>document.title = 'Eseguito'</script>", **POLICY)
    assert page.title() == "Prova"
    assert [violation.partition(":")[0] for violation in csp_violations] == ["style-src-attr", "script-src-elem"]
    csp_violations.clear()  # else the fixture fails this test, as it should


def test_an_uncaught_error_is_seen(page, script_errors):
    with page.expect_event("pageerror"):
        show(page, f"{GOOD}<script>setTimeout(() => {{ throw new Error('rotto'); }})</script>")
    assert "rotto" in script_errors[0]
    script_errors.clear()


def test_axe_finds_a_fault_under_a_strict_policy(page, axe):
    show(page, f"{GOOD}<img src=x.png>", **POLICY | {"Content-Security-Policy": "default-src 'none'; img-src 'self'"})
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_axe_is_content_with_a_good_page(page, axe):
    show(page, GOOD, **POLICY)
    axe(page)


def test_a_visitor_is_signed_in(visitor, live_server, django_user_model):
    user = django_user_model.objects.create_user(email="anna@example.org", password="una-frase-lunga")
    page = visitor(user, narrow=True)
    assert page.viewport_size == {"width": 390, "height": 844}
    assert [cookie["name"] for cookie in page.context.cookies()] == ["sessionid"]
