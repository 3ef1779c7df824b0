import { joinedScripts } from '../../private/text/shell-script';
import { type YamlMapping, YamlNote, YamlScript, type YamlValue } from './yaml-value';

const path = '"$RUNNER_TEMP/functions.sh"';

/**
 * The steps of a job. Before the first script that calls functions, a step writes the functions of all scripts to a file, so that
 * each is in the job once. GitHub adds `-eo pipefail` to each script.
 */
export function withFunctions(steps: readonly YamlValue[]): YamlValue[] {
  const functions = steps.flatMap(functionsOf);
  const first = steps.findIndex((step) => functionsOf(step).length > 0);
  if (first < 0) return [...steps];
  const all = steps.map((step) => (functionsOf(step).length > 0 ? withSource(step) : step));
  const lines = [`cat >${path} <<'END'`, 'set -u', joinedScripts(functions), 'END'];
  const step = { name: 'Define the functions of the scripts below', shell: 'bash', run: `${lines.join('\n')}\n` };
  return [...all.slice(0, first), step, ...all.slice(first)];
}

function functionsOf(step: YamlValue): readonly string[] {
  const { run } = mappingOf(step);
  return run instanceof YamlScript ? run.functions : [];
}

function withSource(step: YamlValue): YamlValue {
  const { run, ...others } = mappingOf(step);
  const sourced = { ...others, run: `source ${path}\n${run instanceof YamlScript ? run.text : ''}` };
  return step instanceof YamlNote ? new YamlNote(sourced, step.above) : sourced;
}

function mappingOf(step: YamlValue): YamlMapping {
  return (step instanceof YamlNote ? step.value : step) as YamlMapping;
}
