import { numberedVariables } from '../../private/text/numbered-variables';
import { collectFiles } from './scripts';
import { unlessFound } from './tag-steps';
import { actionStep, shellStep, type WorkflowParts } from './workflow-steps';
import { type YamlMapping } from './yaml-value';

/**
 * The steps that keep files with the run, before the push. Tests write theirs in a copy of the source.
 *
 * @param ending the part of the name for the platform, if several jobs build.
 */
export function artifactSteps(parts: WorkflowParts, ending = ''): YamlMapping[] {
  const { inputs, tags, tests, image } = parts.plan;
  if (inputs.artifacts.length === 0) return [];
  const name = image === undefined ? 'artifacts' : `artifacts-${image.name}`;
  return [
    shellStep('Collect the artifacts', {
      if: unlessFound(tags),
      env: numberedVariables('BUILD_ARTIFACT', inputs.artifacts),
      run: collectFiles(tests.length > 0),
    }),
    actionStep(parts, 'actions/upload-artifact', 'Keep the artifacts', {
      if: unlessFound(tags),
      with: {
        name: `${name}${ending}`,
        path: '${{ runner.temp }}/publish-artifacts',
        'if-no-files-found': 'error',
        'include-hidden-files': true,
        overwrite: true,
      },
    }),
  ];
}
