"""Every command inside a database that is there: what it says, what it writes, by which status it ends."""

import json
from importlib import import_module
from io import BytesIO, StringIO

import docx
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from thidua import cli
from thidua.activity.models import Event
from thidua.core.dates import demo_day
from thidua.demo.days import STAGES
from thidua.demo.stages import PLANS
from thidua.demo.world import PASSWORD, SIGN_INS
from thidua.documents.models import Paper
from thidua.home.benches import BENCHES
from thidua.home.benches.figures import figure, report, sentences
from thidua.home.fsck import CHECKS
from thidua.org.models import Unit, User

SUPERIOR = PLANS / "2786-kh-sgddt.txt"
OWN = PLANS / "30-kh-thptlt.txt"


@pytest.fixture
def said():
    """Run a command and give what it printed."""

    def run(*words, **options):
        out = StringIO()
        call_command(*words, stdout=out, **options)
        return out.getvalue()

    return run


def told(said, *words, **options):
    return json.loads(said(*words, json=True, **options))


def test_a_command_that_does_not_exist_is_wrong_usage(capsys):
    with pytest.raises(SystemExit) as ended:
        cli._run(["thidua", "khong-co"])

    assert ended.value.code == 2
    assert capsys.readouterr().err == "Không có lệnh khong-co. Gõ thidua --help để xem các lệnh.\n"


# demo


@pytest.fixture
def own_var(settings, tmp_path):
    settings.VAR, settings.DEMO = tmp_path, False
    return tmp_path


def test_the_demo_goes_stage_by_stage_to_its_day_and_names_who_may_sign_in(world, said, own_var):
    days = {}
    for stage in STAGES:
        answer = told(said, "demo", stage=stage)
        days[stage] = demo_day()
        assert (answer["stage"], [row["username"] for row in answer["sign_ins"]]) == (
            stage,
            [name for name, _, _ in SIGN_INS],
        )

    assert days == STAGES
    assert json.loads((own_var / "demo-signins.json").read_text()) == answer["sign_ins"]
    assert list(Paper.objects.filter(state="issued").order_by("id").values_list("kind", flat=True)) == [
        "KH",
        "TTr",
        "QĐ",
    ]


def test_the_demo_asked_again_leaves_what_is_there(world, said, own_var):
    said("demo", stage="planned")
    events = Event.objects.count()

    words = said("demo", stage="planned")

    assert Event.objects.count() == events
    assert words.startswith("Đã dựng bản diễn tập, chặng planned, ngày 20/09/2021.")
    assert words.rstrip().endswith(f"Mật khẩu chung của bản diễn tập: {PASSWORD}")


# init


def test_a_place_that_has_begun_is_not_begun_again(world, said):
    units = Unit.objects.count()

    with pytest.raises(CommandError) as refused:
        said("init", unit="Sở GD&ĐT Mẫu", admin="Trần Mẫu Quản")

    assert str(refused.value) == "Hệ thống đã có đơn vị; hãy thêm đơn vị khác từ trang Đơn vị."
    assert Unit.objects.count() == units


def test_an_empty_place_gets_its_first_unit_and_an_administrator_with_a_code(db, said, client):
    call_command("flush", interactive=False, verbosity=0)
    assert client.get("/").status_code == 503

    words = said("init", unit="Sở GD&ĐT Mẫu", admin="Trần Mẫu Quản")

    code = words.split("Mã dùng một lần: ")[1].strip()
    assert words.startswith("Đã lập Sở GD&ĐT Mẫu. Tên đăng nhập: quantri.")
    assert [str(unit) for unit in Unit.objects.all()] == ["Sở GD&ĐT Mẫu"]
    assert User.objects.get().must_change is True
    answer = client.post(reverse("account_login"), {"login": "quantri", "password": code})
    assert (answer.status_code, answer.url) == (302, reverse("password_choose"))


# import, render


def test_a_superior_plan_is_filed_as_received_and_the_own_one_as_a_draft(world, said):
    received = told(said, "import", str(SUPERIOR), unit="LOCTHAI")
    own = told(said, "import", str(OWN), unit="LOCTHAI", by="BINH")

    assert (received["state"], own["state"]) == ("received", "draft")
    assert [Paper.objects.get(pk=row["paper"]).get_absolute_url() for row in (received, own)] == [
        received["address"],
        own["address"],
    ]
    assert list(
        Event.objects.filter(about_kind="documents.paper", about_id=own["paper"])
        .order_by("id")
        .values_list("actor_name", flat=True)[:1]
    ) == ["Trần Mẫu Bình"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([str(OWN), "--unit", "KHONG-CO"], "Không có đơn vị mã KHONG-CO."),
        (["/no/such/file.txt", "--unit", "LOCTHAI"], "Không có tệp /no/such/file.txt."),
        (
            [str(OWN), "--unit", "MAU-KHAC"],
            "Không có tài khoản nào để đứng tên việc nhập; hãy ghi --by.",
        ),
    ],
)
def test_an_import_that_cannot_be_done_says_why(world, said, words, reason):
    with pytest.raises(CommandError) as refused:
        said("import", *words)

    assert str(refused.value) == reason
    assert Paper.objects.count() == 0


def test_the_same_plan_twice_is_refused_in_words(world, said):
    said("import", str(OWN), unit="LOCTHAI")

    with pytest.raises(CommandError) as refused:
        said("import", str(OWN), unit="LOCTHAI")

    assert "tệp được giữ một lần" in str(refused.value)
    assert Paper.objects.count() == 1


@pytest.fixture
def issued_plan(world, said, own_var):
    said("demo", stage="planned")
    return Paper.objects.get(state="issued")


def test_an_issued_plan_is_written_as_word_and_as_pdf(issued_plan, said, tmp_path):
    for form in ("docx", "pdf"):
        said("render", "30/KH-THPTLT", to=form, out=tmp_path / f"plan.{form}")

    words = docx.Document(BytesIO((tmp_path / "plan.docx").read_bytes()))
    cells = " ".join(cell.text for table in words.tables for row in table.rows for cell in row.cells)
    assert "30/KH-THPTLT" in cells
    pdf = (tmp_path / "plan.pdf").read_bytes()
    assert (pdf[:5], b"%%EOF" in pdf[-1024:]) == (b"%PDF-", True)


def test_a_paper_written_without_a_name_is_named_by_its_number(issued_plan, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    words = said("render", str(issued_plan.pk), to="docx")

    assert [path.name for path in tmp_path.glob("*.docx")] == ["30-KH-THPTLT.docx"]
    assert words.startswith("Đã ghi 30-KH-THPTLT.docx (")


@pytest.mark.parametrize("wanted", ["31/KH-THPTLT", "999999999", "kế hoạch", "30"])
def test_a_paper_that_is_not_there_is_named(world, said, wanted):
    with pytest.raises(CommandError) as refused:
        said("render", wanted, to="pdf")

    assert str(refused.value) == f"Không có văn bản {wanted}."


# fsck, bench


def test_the_self_check_lists_what_it_asked_and_found(world, said):
    assert told(said, "fsck") == {"checks": list(CHECKS), "faults": []}
    assert said("fsck").strip() == f"Không có lỗi ({len(CHECKS)} điều đã hỏi)."


def test_a_fault_is_printed_and_ends_with_status_one(world):
    Unit.objects.filter(code="LOCTHAI").update(label="Tên khác")
    out, form = StringIO(), StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("fsck", stdout=out)
    with pytest.raises(SystemExit):
        call_command("fsck", json=True, stdout=form)

    sentence = "Đơn vị LOCTHAI đang hiện là “Tên khác” trong khi tên mới nhất là “Trường THPT Lộc Thái”."
    assert ended.value.code == 1
    assert out.getvalue().strip() == f"[newest_name] {sentence}"
    assert json.loads(form.getvalue())["faults"] == [{"check": "newest_name", "sentence": sentence}]


def test_benchmarks_are_listed_by_name_and_an_unknown_one_is_wrong_usage(said):
    assert told(said, "bench") == sorted(BENCHES)
    assert said("bench").split("\n")[:-1] == sorted(BENCHES)
    with pytest.raises(CommandError) as refused:
        said("bench", "no-such")
    assert (str(refused.value), refused.value.returncode) == ("Không có phép đo no-such.", 2)


def test_every_benchmark_can_be_opened_by_its_name():
    assert [name for name, module in BENCHES.items() if not callable(import_module(module).run)] == []


def test_a_benchmark_is_said_in_words_and_names_what_misses_its_goal():
    quick = figure("gõ dần", "ms", 0.5, peer=("LIKE", 55), limit=("chỉ mục", 0.1), goal=1)
    slow = figure(
        "tệp", "tệp/giây", 4, peer=("trộn thư", 7.25), limit=("nén", 90), goal=5, more_is_better=True
    )

    run = {**report("search", [quick, slow], data="một nghìn người"), "machine": "máy đo"}

    assert sentences(run) == [
        "Phép đo search: một nghìn người.",
        "Máy: máy đo.",
        "đạt: gõ dần: 0,5 ms (mục tiêu 1; LIKE 55; chỉ mục 0,1)",
        "CHƯA ĐẠT: tệp: 4 tệp/giây (mục tiêu 5; trộn thư 7,25; nén 90)",
        "Có mục tiêu chưa đạt.",
    ]


@pytest.mark.parametrize("address", ["8000", "127.0.0.1:", "127.0.0.1:http", ":8000"])
def test_a_server_asks_for_host_and_port(said, address):
    with pytest.raises(CommandError) as refused:
        said("serve", address=address)

    assert refused.value.returncode == 2
    assert str(refused.value) == f"Địa chỉ {address} phải có dạng máy:cổng, ví dụ 127.0.0.1:8000."
