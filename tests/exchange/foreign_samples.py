"""Small files of other programs with the quirks that they have been seen with. All made up."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

NNBSP = "\N{NARROW NO-BREAK SPACE}"
MYTHERAPY = (
    "actual_date,scheduled_date,type,name,value,unit,status,note\n"
    "2026-11-16 08:07:00,2026-11-16 08:00:00,drug,Baclofen 10 mg,1.0,pill(s),confirmed,\n"
    "2026-11-16 14:20:00,2026-11-16 14:00:00,drug,Baclofen 10 mg,1.0,pill(s),rejected,felt sick\n"
    "2026-11-16 14:20:00,2026-11-16 14:00:00,drug,Baclofen 10 mg,1.0,pill(s),rejected,felt sick\n"
    "2026-11-16 09:00:00,,measurement,Weight,70.5,kg,confirmed,\n"
    "2026-11-17 99:00:00,,drug,Baclofen 10 mg,1.0,pill(s),confirmed,\n"
)
EVENTS = (
    "Reminded;Name;Dosage;Taken;Tags;Interval;Notes;Reminded (ISO 8601);Taken (ISO 8601)\r\n"
    f"11/16/26 8:00{NNBSP}AM;Baclofen;10 mg;11/16/26 8:07{NNBSP}AM;;0:00;one; two\nthree"
    ";2026-11-16T07:00:00Z;2026-11-16T07:07:00Z\r\n"
    "11/16/26 2:00 PM;Baclofen;10 mg;;;6:00;;2026-11-16T13:00:00Z;\r\n"
)
GRAPH = (
    "FeatureName,Timestamp,Value,Label,Note\r\n"
    "Stiffness,2026-11-16T08:00:00.000+01:00,6.0,,\r\n"
    'Stiffness,2026-11-17T08:00:00Z,1.0E1,,"a, b\r\nc"\r\n'
    "Stiffness,2026-11-18T08:00:00Z,-1:-30:00,,\r\n"
)
BEARABLE = (
    "date,date formatted,weekday,time of day,category,rating/amount,detail,notes\n"
    "x,2026-11-16,Monday,am,Symptom,2,Drowsiness (Moderate),\n"
    "x,2026-11-16,Monday,pm,Symptom,1,Drowsiness (Mild),after lunch\n"
    "x,2026-11-16,Monday,,Energy,v. low,,\n"
)


def event(status: str, number: int = 1, **more: Any) -> dict[str, Any]:
    """A MedTimer event of a reminder on 16 November 2026, 08:00 in Berlin."""
    plain = {"medicineName": "Baclofen", "amount": "10 mg", "status": status}
    times = {"remindedTimestamp": 1794812400, "processedTimestamp": 1794812820}
    return {**plain, **times, "reminderId": number, "reminderType": "TIME_BASED", **more}


def medtimer(*events: dict[str, Any], version: int = 25) -> str:
    """A backup with these events."""
    return json.dumps({"medicines": None, "events": {"version": version, "list": list(events)}})


def dosage(*taken: list[int]) -> str:
    """A Dosage history of 08:00 doses; each with its stamp and its state."""
    base = {"name": "Baclofen", "unit": "mg", "time": [8, 0], "dose": "10", "color": "blue"}
    return json.dumps({"history": [{**base, "taken": one} for one in taken], "version": 1})


def loop(**habits: str) -> bytes:
    """A Loop export of habits answered yes or no, each with its lines."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        head = "Position,Name,Type,Question,Description\n"
        rows = [f"{n:03d},{name},YES_NO,,\n" for n, name in enumerate(habits, 1)]
        file.writestr("Habits.csv", head + "".join(rows))
        for number, (name, lines) in enumerate(habits.items(), 1):
            file.writestr(f"{number:03d} {name}/Checkmarks.csv", f"Date,Value,Notes\n{lines}")
    return packed.getvalue()


APPLE = (
    '<?xml version="1.0"?><!DOCTYPE HealthData [<!ELEMENT HealthData ANY>]>\n<HealthData>\n'
    '<Record type="HKCategoryTypeIdentifierFatigue" startDate="2026-11-16 09:00:00 +0100" '
    'value="HKCategoryValueSeverityModerate"/>\n'
    '<Record type="HKQuantityTypeIdentifierStepCount" startDate="2026-11-16 09:00:00 +0100" '
    'value="12"/>\n</HealthData>'
)
BOMB = '<!DOCTYPE HealthData [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><HealthData>&b;</HealthData>'
AUTO_EXPORT = json.dumps(
    {
        "data": {
            "medications": [
                {
                    "displayText": "Baclofen ",
                    "start": "2026-11-16 08:05:00 +0100",
                    "dosage": 1,
                    "scheduledDate": "2026-11-16 08:00:00 +0100",
                    "status": status,
                }
                for status in ("Skipped", "Not Logged")
            ]
        }
    }
)
FHIR = json.dumps(
    {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {"resource": {"resourceType": "Medication", "id": "m", "code": {"text": "Baclofen"}}},
            {
                "resource": {
                    "resourceType": "MedicationAdministration",
                    "id": "a1",
                    "status": "completed",
                    "medicationReference": {"reference": "Medication/m"},
                    "effectiveDateTime": "2026-11-16T08:03:00+01:00",
                    "dosage": {"dose": {"value": 10000, "code": "ug"}},
                }
            },
        ],
    }
)
TABLE = (
    "\ufeffDatum;Zeit;Mittel;Menge;Status\r16.11.2026;8:05;Lio;10 mg;ja\r17.11.2026;;Lio;;offen\r"
)
MAP = json.dumps(
    {
        "columns": {
            "date": "Datum",
            "time": "Zeit",
            "medicine": "Mittel",
            "amount": "Menge",
            "status": "Status",
        },
        "date": "DD.MM.YYYY",
        "status": {"ja": "taken", "offen": "unknown"},
    }
)
