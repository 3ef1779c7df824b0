import { baseImageSettings, logsInToBases } from './base-image-settings';
import { findRebuild, logIn, logInToBases } from './job-scripts';
import { namingSettings, type Parts, scriptOf } from './job-text';
import { type PipelineJob } from './pipeline-job';
import { shellWord } from '../private/text/shell-word';

/** The job that looks for newer base images of the newest release, which only a schedule starts. */
export function rebuildJobs(parts: Parts): PipelineJob[] {
  const { rebuilds, timeoutMinutes: minutes, inputs, images } = parts.plan;
  if (rebuilds === undefined) return [];
  const scanner = inputs.attestations.sbom ? `generator=${images.sbomGeneratorImage}` : 'false';
  const settings = [...namingSettings(parts), `SBOM=${shellWord(scanner)}`, ...baseImageSettings(parts.plan)];
  const logIns = [logIn, ...(logsInToBases(parts.plan) ? [logInToBases] : [])];
  return [
    {
      id: 'rebuild',
      title: 'Look for newer base images of the newest release',
      stage: 'rebuild',
      minutes,
      script: scriptOf(parts, minutes, settings, [...logIns, findRebuild]),
      source: 'history',
      results: ['rebuild'],
      hasReports: false,
      hasArtifacts: false,
    },
  ];
}
