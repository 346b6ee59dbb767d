CREATE INDEX checks_at ON checks(at_utc);

CREATE INDEX courses_medicine ON courses(medicine_id, since);

CREATE INDEX doses_medicine ON doses(medicine_id, taken_utc);

CREATE INDEX doses_planned ON doses(planned_utc);

CREATE INDEX doses_taken ON doses(taken_utc);

CREATE INDEX edits_kind ON edits(kind, edit);

CREATE INDEX edits_target ON edits(target, edit);

CREATE INDEX events_at ON events(at_utc);

CREATE INDEX falls_at ON falls(at_utc);

CREATE INDEX flag_answers_at ON flag_answers(at_utc);

CREATE INDEX holds_medicine ON holds(medicine_id, since);

CREATE INDEX measurements_at ON measurements(at_utc);

CREATE INDEX notes_at ON notes(at_utc);

CREATE INDEX observations_at ON observations(at_utc);

CREATE INDEX observations_going_on ON observations(at_utc) WHERE lasting = 1 AND until_utc IS NULL AND removed = 0;

CREATE INDEX observations_symptom ON observations(symptom, at_utc);

CREATE INDEX pump_refills_medicine ON pump_refills(medicine_id, day);

CREATE INDEX readings_record ON readings(record_id);

CREATE INDEX revisions_row ON revisions(row_id);

CREATE INDEX stock_medicine ON stock(medicine_id, at_utc);

CREATE INDEX tapers_medicine ON tapers(medicine_id);

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE TABLE checks (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        at_utc TEXT NOT NULL CHECK (at_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), at_offset INTEGER NOT NULL CHECK (at_offset BETWEEN -1439 AND 1439), at_zone TEXT NOT NULL CHECK (at_zone <> ''),
        recorded_utc TEXT NOT NULL CHECK (recorded_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), recorded_offset INTEGER NOT NULL CHECK (recorded_offset BETWEEN -1439 AND 1439), recorded_zone TEXT NOT NULL CHECK (recorded_zone <> ''),
        answers TEXT NOT NULL CHECK (json_valid(answers)),
        followups TEXT NOT NULL CHECK (json_valid(followups)),
        entered_by TEXT NOT NULL DEFAULT 'me' CHECK (entered_by IN ('me', 'carer')),
        removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    , checked INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE courses (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        medicine_id TEXT NOT NULL REFERENCES medicines(id) ON UPDATE RESTRICT ON DELETE RESTRICT,
        kind TEXT NOT NULL CHECK (kind IN
            ('daily', 'weekly', 'cycle', 'interval', 'after_last', 'as_needed', 'pump')),
        schedule TEXT NOT NULL CHECK (json_valid(schedule)),
        since TEXT NOT NULL CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]') CHECK (until > since),
        max_amount TEXT CHECK (length(max_amount) <= 20 AND max_amount GLOB '[0-9]*' AND max_amount NOT GLOB '*[^0-9.]*' AND max_amount NOT GLOB '*.*.*' AND max_amount NOT GLOB '*.'),
        max_unit TEXT CHECK ((max_unit IS NULL) = (max_amount IS NULL)),
        min_gap_minutes INTEGER CHECK (min_gap_minutes > 0),
        prescriber TEXT NOT NULL DEFAULT '',
        decided_by TEXT CHECK (decided_by IN ('doctor', 'me')),
        note TEXT NOT NULL DEFAULT ''
    , ended_by TEXT CHECK (ended_by IN ('doctor', 'me')), checked INTEGER NOT NULL DEFAULT 0, begins TEXT CHECK (begins GLOB '[0-2][0-9]:[0-5][0-9]')) STRICT;

CREATE TABLE doses (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        medicine_id TEXT NOT NULL REFERENCES medicines(id) ON UPDATE RESTRICT ON DELETE RESTRICT,
        outcome TEXT NOT NULL CHECK (outcome IN ('taken', 'skipped', 'missed')),
        amount TEXT CHECK (length(amount) <= 20 AND amount GLOB '[0-9]*' AND amount NOT GLOB '*[^0-9.]*' AND amount NOT GLOB '*.*.*' AND amount NOT GLOB '*.') CHECK (outcome = 'taken' OR amount IS NULL)
            CHECK (CAST(amount AS REAL) > 0),
        unit TEXT CHECK ((unit IS NULL) = (amount IS NULL)),
        taken_utc TEXT CHECK (taken_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), taken_offset INTEGER CHECK (taken_offset BETWEEN -1439 AND 1439), taken_zone TEXT CHECK (taken_zone <> '') CHECK ((taken_utc IS NULL) = (taken_zone IS NULL) AND (taken_utc IS NULL) = (taken_offset IS NULL)) CHECK (outcome = 'taken' OR taken_utc IS NULL),
        time_known INTEGER NOT NULL DEFAULT 1 CHECK (time_known IN (0, 1)),
        planned_utc TEXT CHECK (planned_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), planned_offset INTEGER CHECK (planned_offset BETWEEN -1439 AND 1439), planned_zone TEXT CHECK (planned_zone <> '') CHECK ((planned_utc IS NULL) = (planned_zone IS NULL) AND (planned_utc IS NULL) = (planned_offset IS NULL)),
        reason TEXT NOT NULL DEFAULT '',
        entered_by TEXT NOT NULL DEFAULT 'me' CHECK (entered_by IN ('me', 'carer')),
        note TEXT NOT NULL DEFAULT '',
        confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1)),
        recorded_utc TEXT NOT NULL CHECK (recorded_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), recorded_offset INTEGER NOT NULL CHECK (recorded_offset BETWEEN -1439 AND 1439), recorded_zone TEXT NOT NULL CHECK (recorded_zone <> ''),
        removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    , checked INTEGER NOT NULL DEFAULT 0, by_time INTEGER NOT NULL DEFAULT 0 CHECK (by_time IN (0, 1))) STRICT;

CREATE TABLE drafts (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        at_utc TEXT NOT NULL CHECK (at_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), at_offset INTEGER NOT NULL CHECK (at_offset BETWEEN -1439 AND 1439), at_zone TEXT NOT NULL CHECK (at_zone <> ''),
        texts TEXT NOT NULL CHECK (json_valid(texts)),
        checked INTEGER NOT NULL DEFAULT 0
    ) STRICT;

CREATE TABLE edits (
        edit INTEGER PRIMARY KEY,
        at_utc TEXT NOT NULL,
        label TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('edit', 'undo', 'redo')),
        target INTEGER REFERENCES edits(edit) CHECK ((target IS NULL) = (kind = 'edit'))
    , deed TEXT CHECK (deed IS NULL OR json_valid(deed)), checked INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE events (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        kind TEXT NOT NULL CHECK (kind <> ''),
        at_utc TEXT NOT NULL CHECK (at_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), at_offset INTEGER NOT NULL CHECK (at_offset BETWEEN -1439 AND 1439), at_zone TEXT NOT NULL CHECK (at_zone <> ''),
        until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        words TEXT NOT NULL DEFAULT '',
        recorded_utc TEXT NOT NULL CHECK (recorded_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), recorded_offset INTEGER NOT NULL CHECK (recorded_offset BETWEEN -1439 AND 1439), recorded_zone TEXT NOT NULL CHECK (recorded_zone <> ''),
        removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    , checked INTEGER NOT NULL DEFAULT 0, minutes INTEGER CHECK (minutes > 0), entered_by TEXT NOT NULL DEFAULT 'me' CHECK (entered_by IN ('me', 'carer'))) STRICT;

CREATE TABLE facts (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'unknown')),
        at_utc TEXT NOT NULL CHECK (at_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), at_offset INTEGER NOT NULL CHECK (at_offset BETWEEN -1439 AND 1439), at_zone TEXT NOT NULL CHECK (at_zone <> '')
    , checked INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE falls (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        at_utc TEXT NOT NULL CHECK (at_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), at_offset INTEGER NOT NULL CHECK (at_offset BETWEEN -1439 AND 1439), at_zone TEXT NOT NULL CHECK (at_zone <> ''),
        recorded_utc TEXT NOT NULL CHECK (recorded_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), recorded_offset INTEGER NOT NULL CHECK (recorded_offset BETWEEN -1439 AND 1439), recorded_zone TEXT NOT NULL CHECK (recorded_zone <> ''),
        place TEXT NOT NULL DEFAULT '',
        hurt TEXT NOT NULL DEFAULT '',
        head INTEGER NOT NULL DEFAULT 0 CHECK (head IN (0, 1)),
        note TEXT NOT NULL DEFAULT '',
        entered_by TEXT NOT NULL DEFAULT 'me' CHECK (entered_by IN ('me', 'carer')),
        removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    , checked INTEGER NOT NULL DEFAULT 0, before TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE flag_answers (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        flag_id TEXT NOT NULL CHECK (flag_id <> ''),
        rule TEXT NOT NULL,
        evidence TEXT NOT NULL CHECK (json_valid(evidence)),
        level TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('acknowledged', 'dismissed')),
        words TEXT NOT NULL DEFAULT '',
        at_utc TEXT NOT NULL CHECK (at_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), at_offset INTEGER NOT NULL CHECK (at_offset BETWEEN -1439 AND 1439), at_zone TEXT NOT NULL CHECK (at_zone <> '')
    , checked INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE goals (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        words TEXT NOT NULL CHECK (words <> ''),
        since TEXT NOT NULL CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        checked INTEGER NOT NULL DEFAULT 0
    ) STRICT;

CREATE TABLE helped (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        answer TEXT NOT NULL CHECK (answer IN ('better', 'same', 'worse', 'not_said')),
        minutes INTEGER CHECK (minutes >= 0),
        symptom TEXT NOT NULL DEFAULT '',
        before INTEGER CHECK (before BETWEEN 0 AND 10),
        after INTEGER CHECK (after BETWEEN 0 AND 10),
        at_utc TEXT NOT NULL CHECK (at_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), at_offset INTEGER NOT NULL CHECK (at_offset BETWEEN -1439 AND 1439), at_zone TEXT NOT NULL CHECK (at_zone <> ''),
        entered_by TEXT NOT NULL DEFAULT 'me' CHECK (entered_by IN ('me', 'carer')),
        checked INTEGER NOT NULL DEFAULT 0
    ) STRICT;

CREATE TABLE holds (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        medicine_id TEXT NOT NULL REFERENCES medicines(id) ON UPDATE RESTRICT ON DELETE RESTRICT,
        since TEXT NOT NULL CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]') CHECK (until > since),
        reason TEXT NOT NULL DEFAULT ''
    , decided_by TEXT CHECK (decided_by IN ('doctor', 'me')), ended_by TEXT CHECK (ended_by IN ('doctor', 'me')), checked INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE measurements (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        measure TEXT NOT NULL CHECK (measure <> ''),
        part TEXT NOT NULL DEFAULT '',
        value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10),
        at_utc TEXT NOT NULL CHECK (at_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), at_offset INTEGER NOT NULL CHECK (at_offset BETWEEN -1439 AND 1439), at_zone TEXT NOT NULL CHECK (at_zone <> ''),
        recorded_utc TEXT NOT NULL CHECK (recorded_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), recorded_offset INTEGER NOT NULL CHECK (recorded_offset BETWEEN -1439 AND 1439), recorded_zone TEXT NOT NULL CHECK (recorded_zone <> ''),
        note TEXT NOT NULL DEFAULT '',
        entered_by TEXT NOT NULL DEFAULT 'me' CHECK (entered_by IN ('me', 'carer')),
        removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
        checked INTEGER NOT NULL DEFAULT 0
    ) STRICT;

CREATE TABLE medicines (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        name TEXT NOT NULL CHECK (name <> ''),
        form TEXT NOT NULL CHECK (form <> ''),
        strengths TEXT NOT NULL CHECK (json_valid(strengths)),
        reason TEXT NOT NULL DEFAULT '',
        refill_on TEXT CHECK (refill_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        stock_note TEXT,
        removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    , substance TEXT, checked INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE notes (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        at_utc TEXT NOT NULL CHECK (at_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), at_offset INTEGER NOT NULL CHECK (at_offset BETWEEN -1439 AND 1439), at_zone TEXT NOT NULL CHECK (at_zone <> ''),
        recorded_utc TEXT NOT NULL CHECK (recorded_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), recorded_offset INTEGER NOT NULL CHECK (recorded_offset BETWEEN -1439 AND 1439), recorded_zone TEXT NOT NULL CHECK (recorded_zone <> ''),
        text TEXT NOT NULL,
        entered_by TEXT NOT NULL DEFAULT 'me' CHECK (entered_by IN ('me', 'carer')),
        removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    , checked INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE observations (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        symptom TEXT NOT NULL CHECK (symptom <> ''),
        value INTEGER CHECK (value BETWEEN 0 AND 10),
        at_utc TEXT NOT NULL CHECK (at_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), at_offset INTEGER NOT NULL CHECK (at_offset BETWEEN -1439 AND 1439), at_zone TEXT NOT NULL CHECK (at_zone <> ''),
        recorded_utc TEXT NOT NULL CHECK (recorded_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), recorded_offset INTEGER NOT NULL CHECK (recorded_offset BETWEEN -1439 AND 1439), recorded_zone TEXT NOT NULL CHECK (recorded_zone <> ''),
        note TEXT NOT NULL DEFAULT '',
        entered_by TEXT NOT NULL DEFAULT 'me' CHECK (entered_by IN ('me', 'carer')),
        removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    , checked INTEGER NOT NULL DEFAULT 0, number TEXT CHECK (length(number) <= 20 AND ltrim(number, '-') GLOB '[0-9]*' AND ltrim(number, '-') NOT GLOB '*[^0-9.]*' AND ltrim(number, '-') NOT GLOB '*.*.*' AND ltrim(number, '-') NOT GLOB '*.' AND number NOT GLOB '--*'), unit TEXT NOT NULL DEFAULT '', regions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(regions)), lasting INTEGER NOT NULL DEFAULT 0 CHECK (lasting IN (0, 1)), until_utc TEXT CHECK (until_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), until_offset INTEGER CHECK (until_offset BETWEEN -1439 AND 1439), until_zone TEXT CHECK (until_zone <> '') CHECK ((until_utc IS NULL) = (until_zone IS NULL) AND (until_utc IS NULL) = (until_offset IS NULL))) STRICT;

CREATE TABLE pump_refills (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        medicine_id TEXT NOT NULL REFERENCES medicines(id) ON UPDATE RESTRICT ON DELETE RESTRICT,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        alarm_date TEXT CHECK (alarm_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        refill_by TEXT CHECK (refill_by GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        reservoir_ml TEXT CHECK (length(reservoir_ml) <= 20 AND reservoir_ml GLOB '[0-9]*' AND reservoir_ml NOT GLOB '*[^0-9.]*' AND reservoir_ml NOT GLOB '*.*.*' AND reservoir_ml NOT GLOB '*.'),
        phone TEXT NOT NULL DEFAULT ''
    , checked INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE questions (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        words TEXT NOT NULL CHECK (words <> ''),
        asked_on TEXT CHECK (asked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1))
    , checked INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE readings (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        record_table TEXT NOT NULL CHECK (record_table <> ''),
        record_id TEXT NOT NULL CHECK (record_id <> ''),
        lexicon_version TEXT NOT NULL,
        readings TEXT NOT NULL CHECK (json_valid(readings))
    , checked INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE revisions (
        edit INTEGER NOT NULL REFERENCES edits(edit),
        step INTEGER NOT NULL,
        table_name TEXT NOT NULL,
        row_id TEXT NOT NULL,
        before TEXT CHECK (before IS NULL OR json_valid(before)),
        after TEXT CHECK (after IS NULL OR json_valid(after)), checked INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (edit, step),
        CHECK (before IS NOT NULL OR after IS NOT NULL)
    ) STRICT, WITHOUT ROWID;

CREATE TABLE settings (id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''), value TEXT NOT NULL CHECK (json_valid(value))) STRICT;

CREATE TABLE stock (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        medicine_id TEXT NOT NULL REFERENCES medicines(id) ON UPDATE RESTRICT ON DELETE RESTRICT,
        strength TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('count', 'refill')),
        count TEXT NOT NULL CHECK (length(count) <= 20 AND count GLOB '[0-9]*' AND count NOT GLOB '*[^0-9.]*' AND count NOT GLOB '*.*.*' AND count NOT GLOB '*.'),
        at_utc TEXT NOT NULL CHECK (at_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), at_offset INTEGER NOT NULL CHECK (at_offset BETWEEN -1439 AND 1439), at_zone TEXT NOT NULL CHECK (at_zone <> '')
    , checked INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE tapers (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        medicine_id TEXT NOT NULL REFERENCES medicines(id) ON UPDATE RESTRICT ON DELETE RESTRICT,
        steps TEXT NOT NULL CHECK (json_valid(steps)),
        pauses TEXT NOT NULL CHECK (json_valid(pauses)),
        until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        prescriber TEXT NOT NULL DEFAULT '',
        recorded_utc TEXT NOT NULL CHECK (recorded_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), recorded_offset INTEGER NOT NULL CHECK (recorded_offset BETWEEN -1439 AND 1439), recorded_zone TEXT NOT NULL CHECK (recorded_zone <> '')
    , checked INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE tracked (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        name TEXT NOT NULL CHECK (name <> ''),
        scale TEXT NOT NULL CHECK (scale IN ('0-10', 'words', 'yes-no', 'count', 'number')),
        unit TEXT NOT NULL DEFAULT '',
        best TEXT NOT NULL DEFAULT 'low' CHECK (best IN ('low', 'high')),
        tile INTEGER NOT NULL DEFAULT 0 CHECK (tile IN (0, 1)),
        on_paper INTEGER NOT NULL DEFAULT 1 CHECK (on_paper IN (0, 1)),
        regions INTEGER NOT NULL DEFAULT 0 CHECK (regions IN (0, 1)),
        archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
        recorded_utc TEXT NOT NULL CHECK (recorded_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'), recorded_offset INTEGER NOT NULL CHECK (recorded_offset BETWEEN -1439 AND 1439), recorded_zone TEXT NOT NULL CHECK (recorded_zone <> ''),
        checked INTEGER NOT NULL DEFAULT 0
    ) STRICT;

CREATE TABLE visits (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        with_whom TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL DEFAULT ''
    , checked INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TRIGGER edits_never_DELETE BEFORE DELETE ON edits
        BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;

CREATE TRIGGER edits_never_UPDATE BEFORE UPDATE ON edits
        BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;

CREATE TRIGGER revisions_never_DELETE BEFORE DELETE ON revisions
        BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;

CREATE TRIGGER revisions_never_UPDATE BEFORE UPDATE ON revisions
        BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE UNIQUE INDEX medicines_name ON medicines(lower(name)) WHERE removed = 0;
