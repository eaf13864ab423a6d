#!/usr/bin/env python3
"""Validates a JSON document against a JSON Schema.

usage: validate_json.py SCHEMA FILE

Exit 0: valid. 1: not valid, or unreadable; says why. 77: the Python package jsonschema is missing.
"""
import json
import sys

try:
    import jsonschema
except ImportError:
    print("validate_json.py: the Python package jsonschema is not installed", file=sys.stderr)
    sys.exit(77)


def refuse_constant(name):
    raise ValueError(f"{name} is not JSON")


def unique_members(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return members


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file, parse_constant=refuse_constant, object_pairs_hook=unique_members)


def main():
    if len(sys.argv) != 3:
        print(__doc__.strip(), file=sys.stderr)
        return 1
    try:
        schema, document = load(sys.argv[1]), load(sys.argv[2])
        validator = jsonschema.validators.validator_for(schema)
        validator.check_schema(schema)
        checker = jsonschema.FormatChecker()
        errors = sorted(validator(schema, format_checker=checker).iter_errors(document),
                        key=lambda error: [str(step) for step in error.absolute_path])
    except (OSError, ValueError, jsonschema.exceptions.SchemaError) as error:
        print(f"validate_json.py: {error}", file=sys.stderr)
        return 1
    for error in errors[:10]:
        place = "/".join(str(step) for step in error.absolute_path)
        print(f"{sys.argv[2]}: /{place}: {error.message}", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
