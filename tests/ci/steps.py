#!/usr/bin/env python3
"""Runs the steps of a composite action, or the script of a GitLab job, as their platforms document it.

usage: steps.py action FOLDER NAME=VALUE...   FOLDER holds action.yml; NAME is an input
       steps.py job FILE NAME                 a job of a .gitlab-ci.yml

Runs in the current folder. Exit: that of the first step that fails, else 0; 77: PyYAML is missing. An
action's outputs are printed behind its steps, as NAME=VALUE on stderr.
"""
import os
import re
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError:
    print("steps.py: the Python package yaml is not installed", file=sys.stderr)
    sys.exit(77)

EXPRESSION = re.compile(r"\$\{\{ *([a-z0-9.-]+) *\}\}")
SHELLS = {"sh": ["sh", "-e"], "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"]}


def load(path):
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file)


def evaluate(text, context):
    return EXPRESSION.sub(lambda match: context.get(match[1], ""), str(text))


def run_step(step, folder, context):
    """The exit code of a step; its outputs go into the context."""
    assert not EXPRESSION.search(step["run"]) and "${{" not in step["run"], "text in a command"
    with tempfile.TemporaryDirectory() as scratch:
        script, output = scratch + "/step", scratch + "/output"
        with open(script, "w", encoding="utf-8") as file:
            file.write(step["run"])
        environment = dict(os.environ, CI="true", GITHUB_ACTIONS="true", GITHUB_ACTION_PATH=folder,
                           GITHUB_WORKSPACE=os.getcwd(), GITHUB_OUTPUT=output, RUNNER_TEMP=scratch)
        for name, value in step.get("env", {}).items():
            environment[name] = evaluate(value, context)
        code = subprocess.run(SHELLS[step["shell"]] + [script], env=environment, check=False).returncode
        if os.path.exists(output):
            with open(output, encoding="utf-8") as file:
                for line in file.read().splitlines():
                    name, value = line.split("=", 1)
                    context[f"steps.{step['id']}.outputs.{name}"] = value
    return code


def run_action(folder, given):
    action = load(folder + "/action.yml")
    assert action["runs"]["using"] == "composite" and action["name"] and action["description"]
    values = dict(pair.split("=", 1) for pair in given)
    assert set(values) <= set(action["inputs"]), "an input that the action has not"
    context = {}
    for name, spec in action["inputs"].items():
        assert name in values or not spec["required"], f"input {name} is missing"
        context["inputs." + name] = values.get(name, spec.get("default", ""))
    code = 0
    for step in action["runs"]["steps"]:
        code = run_step(step, folder, context)
        if code:
            break
    for name, spec in action["outputs"].items():
        print(f"{name}={evaluate(spec['value'], context)}", file=sys.stderr)
    return code


def run_job(path, name):
    job = load(path)[name]
    environment = dict(os.environ, CI="true", GITLAB_CI="true")
    for variable, value in job.get("variables", {}).items():
        environment.setdefault(variable, str(value))
    code = subprocess.run(["sh", "-e", "-c", "\n".join(job["script"])], env=environment,
                          check=False).returncode
    report = job["artifacts"]["reports"]["junit"]
    assert job["artifacts"]["when"] == "always" and os.path.exists(report), "no report is kept"
    return code


if __name__ == "__main__":
    if sys.argv[1] == "action":
        sys.exit(run_action(os.path.abspath(sys.argv[2]), sys.argv[3:]))
    sys.exit(run_job(*sys.argv[2:]))
