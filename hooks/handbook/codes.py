"""Every code that a problem may bear, and which of them only warn. Each is a heading in CONTRIBUTING.md."""

WARNINGS = frozenset(
    {
        "awaited-text",
        "law-change-pending",
        "law-changed",
        "law-index-old",
        "law-not-checked",
        "law-not-in-force",
        "law-not-registered",
        "number-not-verified",
        "review-overdue",
    }
)

ERRORS = frozenset(
    {
        "above-itself",
        "adopted-in-force",
        "age-order",
        "alias",
        "ambiguous-law",
        "anchor",
        "birth-number",
        "complex-key",
        "consent-without-form",
        "control-character",
        "date-order",
        "dead-end-step",
        "deadline",
        "deadline-law",
        "duplicate-id",
        "duplicate-key",
        "duplicate-level-code",
        "empty-file",
        "empty-folder",
        "empty-list",
        "empty-seat",
        "empty-text",
        "evidence-scale",
        "fact",
        "field-choices",
        "forbidden-field",
        "former-id-in-use",
        "hidden-character",
        "id-not-file-name",
        "invalid-date",
        "invalid-email",
        "invalid-phone",
        "invalid-time",
        "invalid-url",
        "law-differs",
        "law-heading",
        "law-reference",
        "malformed-reference",
        "markup-in-plain-text",
        "meeting-of-ended-group",
        "meeting-without-participants",
        "merge-key",
        "missing-child-protection-number",
        "missing-field",
        "missing-file",
        "missing-language",
        "missing-number",
        "missing-reason",
        "missing-violence-rule",
        "missing-word",
        "no-folder",
        "not-utf8",
        "other-written-form",
        "out-of-range",
        "outcome",
        "page-without-language",
        "range-order",
        "raw-html",
        "repealed-law",
        "repealed-section",
        "repealed-without-date",
        "reserved-id",
        "reviewed-in-future",
        "safety-rule-without-number",
        "scope-conflict",
        "several-documents",
        "swapped-law",
        "tag",
        "time-order",
        "too-deep",
        "too-large",
        "too-long",
        "true-or-false",
        "unknown-field",
        "unknown-file",
        "unknown-kind",
        "unknown-menu",
        "unknown-section",
        "unknown-value",
        "unreachable-step",
        "unreadable-file",
        "unreadable-folder",
        "unsafe-link",
        "unsupported-markup",
        "whole-number",
        "word-braces",
        "wrong-pattern",
        "wrong-shape",
        "yaml-syntax",
    }
)

UNKNOWN_RECORD = "unknown-"
"""Followed by a kind or an open list: `unknown-service`, `unknown-form-kind`; an error."""


def unknown_record(kind: str) -> str:
    """Give the code of a reference to a record, or a word of an open list, that does not exist."""
    return UNKNOWN_RECORD + kind.replace("_", "-")


def is_code(code: str) -> bool:
    """Say whether a problem may bear a code."""
    return code in ERRORS or code in WARNINGS or code.startswith(UNKNOWN_RECORD)
