import { numbered } from '../build/build-variables';
import { testVariables } from '../build/test-commands';
import { ImageProvenance } from '../build-input/attestations';
import { storedText } from '../build-input/secrets-of-job';
import { dockerfileOf } from '../build-input/validate-inputs';
import { type WorkflowInputs } from '../github/workflow/workflow-inputs';
import { type ImagePlatform } from '../private/oci/image-platform';
import { shellWord } from '../private/text/shell-word';
import { baseImageSettings } from './base-image-settings';
import { type PipelinePlan } from './pipeline-plan';

/** The settings that `build-with-buildx.sh` reads, as words of the shell. */
export function buildSettings(plan: PipelinePlan, platforms: readonly ImagePlatform[]): string[] {
  const { inputs, images, emulation, cache } = plan;
  const { provenance, sbom, isForLambda } = inputs.attestations;
  const values = {
    IMAGE_PLATFORM: platforms.join(','),
    BUILD_CONTEXT: inputs.context,
    DOCKERFILE: dockerfileOf(inputs),
    BUILD_TARGET: inputs.target,
    BUILDKIT_IMAGE: images.buildKitImage,
    BINFMT_IMAGE: emulation ? images.emulatorImage : undefined,
    PROVENANCE: provenance === ImageProvenance.NONE ? 'false' : `mode=${provenance}`,
    SBOM: sbom ? `generator=${images.sbomGeneratorImage}` : 'false',
    IMAGE_OUTPUT: isForLambda ? 'push=true,oci-mediatypes=false' : 'push=true',
    ALWAYS_PULL: inputs.alwaysPull ? 'true' : undefined,
    NO_CACHE: inputs.noCache ? 'true' : undefined,
    CACHE_REPOSITORY: cache._repositoryName,
    CACHE_PREFIX: cache._repositoryName === undefined ? undefined : 'buildcache',
    ...numbered('BUILD_ARG', pairs(inputs.buildArgs)),
    ...numbered('BUILD_SECRET_ID', [...Object.keys(inputs.secrets), ...Object.keys(inputs.storedSecrets)]),
    ...storedSettings(inputs),
    ...numbered('BUILD_ARTIFACT', inputs.artifacts),
    ...numbered('IMAGE_LABEL', pairs(inputs.labels)),
  };
  return [...words(values), ...testSettings(plan), ...secretSettings(plan), ...baseImageSettings(plan)];
}

/** The variables of the user, for the build and for the user's commands. */
export function userSettings({ inputs }: PipelinePlan): string[] {
  return words(inputs.environmentVariables);
}

/** The stages of tests, and the files that tests write. */
function testSettings({ tests }: PipelinePlan): string[] {
  const files = tests.flatMap(({ _reports }) => _reports.flatMap((report) => report.files));
  return words({ ...testVariables(tests), ...numbered('TEST_REPORT', files) });
}

/** The values of the secrets are in variables of the CI system. A build without one fails at once, and says which one. */
function secretSettings({ inputs, system }: PipelinePlan): string[] {
  const values = Object.values(inputs.secrets).map((name) => {
    return `"\${${name}:?Set this variable in ${system.variablesPlace}: a secret of the build}"`;
  });
  return Object.entries(numbered('BUILD_SECRET_VALUE', values)).map(([name, word]) => `${name}=${word}`);
}

/** The secrets in AWS, with the numbers of their mounts. */
function storedSettings({ secrets, storedSecrets }: WorkflowInputs): Record<string, string> {
  const first = Object.keys(secrets).length;
  const all = Object.entries(storedSecrets).map(([id, stored], index) => {
    return [`BUILD_SECRET_STORED_${String(first + index).padStart(2, '0')}`, storedText(id, stored)] as const;
  });
  return Object.fromEntries(all);
}

function words(values: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${shellWord(value)}`],
  );
}

function pairs(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).map(([name, value]) => `${name}=${value}`);
}
