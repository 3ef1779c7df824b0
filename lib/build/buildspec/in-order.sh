#!/usr/bin/env bash
# shellcheck disable=SC2034,SC2329 # follow_branch calls these functions and reads their variables
#
# Takes the place of the history of commits in a pipeline whose builds follow one another. The last build is the newest, so its
# image may replace any other.
read_history() { BRANCH_HEAD='' RECENT_COMMITS=''; }
revision_of() { true; }
may_replace() { true; }
