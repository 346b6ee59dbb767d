"""Start Dose Diary from a checkout."""

from diary_app.app import main

if __name__ == "__main__":
    raise SystemExit(main())
