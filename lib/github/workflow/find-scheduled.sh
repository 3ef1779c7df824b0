#!/usr/bin/env bash
# Finds the images whose schedule has started the run. No other image is built then.
#
# Takes SCHEDULE, which is empty for any other run, IMAGE_NAME_00 and on, and IMAGE_SCHEDULE_00 of an image that has a schedule.
scheduled=''
for name in "${!IMAGE_SCHEDULE_@}"; do
  image="IMAGE_NAME_${name##*_}"
  if [[ "${!name}" == "$SCHEDULE" ]]; then scheduled="${scheduled:+$scheduled,}\"${!image}\""; fi
done
if [[ -n "$scheduled" ]]; then
  echo "::notice::This run looks for newer base images of $scheduled"
  echo "images=[$scheduled]" >>"$GITHUB_OUTPUT"
  exit
fi
