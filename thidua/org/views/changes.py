"""What an administrator changes in the tree."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thidua.core.dates import now
from thidua.org.access import Ability, Request, needs
from thidua.org.actions.tree import create_unit, end_unit, flag_area, merge_units, move_unit, rename_unit
from thidua.org.forms import AreaForm, EndForm, MergeForm, MoveForm, RenameForm, UnitNewForm
from thidua.org.queries.tree import name_on
from thidua.org.views.asking import ask


@needs(Ability.UNIT_EDIT)
def unit_new(request: Request, pk: int) -> HttpResponse:
    """Found a unit under this one."""
    above = get_object_or_404(request.units, pk=pk)
    form = UnitNewForm(request.POST or None)
    if form.is_valid():
        made = create_unit(**form.cleaned_data, parent=above, by=request.user, at=now())
        messages.success(request, f"Đã lập {made}.")
        return redirect(made)
    return ask(request, form, f"Lập đơn vị dưới {above}", "Lập đơn vị", back=above)


@needs(Ability.UNIT_EDIT)
def unit_rename(request: Request, pk: int) -> HttpResponse:
    """Give a unit another name from a day."""
    unit = get_object_or_404(request.units, pk=pk)
    name = name_on(unit, request.access.day)
    kept = {key: getattr(name, key, "") for key in ("name", "short", "symbol", "seat")}
    form = RenameForm(request.POST or None, initial=kept)
    if form.is_valid():
        rename_unit(unit, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, "Đã ghi tên mới; tên cũ vẫn đúng cho những ngày trước.")
        return redirect(unit)
    lead = "Tên cũ được giữ cho những ngày trước; văn bản đã ban hành không đổi."
    return ask(request, form, f"Đổi tên {unit}", "Đổi tên", back=unit, lead=lead)


@needs(Ability.UNIT_EDIT)
def unit_area(request: Request, pk: int) -> HttpResponse:
    """Flag the place a unit serves, on the decision that names it."""
    unit = get_object_or_404(request.units, pk=pk)
    form = AreaForm(request.POST or None, initial={"since": request.access.day})
    if form.is_valid():
        flag_area(unit, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, "Đã ghi địa bàn; số liệu theo địa bàn tính từ ngày này.", "good")
        return redirect(unit)
    return ask(request, form, f"Địa bàn của {unit}", "Ghi địa bàn", back=unit)


@needs(Ability.UNIT_EDIT)
def unit_move(request: Request, pk: int) -> HttpResponse:
    """Place a unit under another parent from a day."""
    unit = get_object_or_404(request.units, pk=pk)
    form = MoveForm(request.units, request.access.day, request.POST or None)
    if form.is_valid():
        move_unit(unit, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, "Đã chuyển; chỗ cũ vẫn đúng cho những ngày trước.")
        return redirect(unit)
    return ask(request, form, f"Chuyển {unit} sang cấp trên khác", "Chuyển đơn vị", back=unit)


@needs(Ability.UNIT_EDIT)
def unit_merge(request: Request, pk: int) -> HttpResponse:
    """Merge other units into this one from a day."""
    unit = get_object_or_404(request.units, pk=pk)
    form = MergeForm(request.units, request.access.day, request.POST or None)
    if form.is_valid():
        merge_units(successor=unit, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, "Đã sáp nhập; số liệu những ngày trước vẫn đứng tên đơn vị cũ.")
        return redirect(unit)
    lead = "Mọi người tiếp tục chức vụ ở đơn vị nhận; lãnh đạo và cán bộ đoàn thể thì cần quyết định mới."
    return ask(request, form, f"Sáp nhập đơn vị khác vào {unit}", "Sáp nhập", back=unit, lead=lead)


@needs(Ability.UNIT_EDIT)
def unit_end(request: Request, pk: int) -> HttpResponse:
    """A unit stands no more from a day."""
    unit = get_object_or_404(request.units, pk=pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        end_unit(unit, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, f"Đã ghi {unit} kết thúc.")
        return redirect(unit)
    lead = "Các chức vụ trong đơn vị cùng thôi từ ngày này. Những gì đã có vẫn xem lại được."
    return ask(request, form, f"Kết thúc {unit}", "Kết thúc đơn vị", back=unit, lead=lead)
