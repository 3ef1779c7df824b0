import { joinedScripts } from '../../private/text/shell-script';
import { type YamlMapping, YamlNote, YamlScript, type YamlValue } from './yaml-value';

const path = '"$RUNNER_TEMP/functions.sh"';

/**
 * The jobs of one image. In each job that calls functions, a step before the first call writes the functions to a file, so that each
 * is in the job once. GitHub adds `-eo pipefail` to each script.
 *
 * @param areEqual whether these steps define the functions of all jobs. Equal steps are in the file once.
 */
export function withFunctions(jobs: YamlMapping, areEqual: boolean): YamlMapping {
  const ofAll = Object.values(jobs).flatMap((job) => stepsOf(job).flatMap(functionsOf));
  const entries = Object.entries(jobs).map(([id, job = {}]) => {
    const steps = stepsOf(job);
    const called = steps.flatMap(functionsOf);
    const first = steps.findIndex((step) => functionsOf(step).length > 0);
    if (first < 0) return [id, job] as const;
    const all = steps.map((step) => (functionsOf(step).length > 0 ? withSource(step) : step));
    const step = definitionOf(areEqual ? ofAll : called);
    return [id, changed(job, { steps: [...all.slice(0, first), step, ...all.slice(first)] })] as const;
  });
  return Object.fromEntries(entries);
}

function definitionOf(functions: readonly string[]): YamlMapping {
  const lines = [`cat >${path} <<'END'`, 'set -u', joinedScripts(functions), 'END'];
  return { name: 'Define the functions of the scripts below', shell: 'bash', run: `${lines.join('\n')}\n` };
}

function stepsOf(job: YamlValue | undefined): readonly YamlValue[] {
  return job === undefined ? [] : (mappingOf(job).steps as readonly YamlValue[]);
}

function functionsOf(step: YamlValue): readonly string[] {
  const { run } = mappingOf(step);
  return run instanceof YamlScript ? run.functions : [];
}

function withSource(step: YamlValue): YamlValue {
  const { run } = mappingOf(step);
  return changed(step, { run: `source ${path}\n${run instanceof YamlScript ? run.text : ''}` });
}

function changed(value: YamlValue, entries: YamlMapping): YamlValue {
  const mapping = { ...mappingOf(value), ...entries };
  return value instanceof YamlNote ? new YamlNote(mapping, value.above) : mapping;
}

function mappingOf(value: YamlValue): YamlMapping {
  return (value instanceof YamlNote ? value.value : value) as YamlMapping;
}
