import { buildkitePipelineRule } from '../../../publisher/buildkite/buildkite-pipeline';
import { BuildkiteSubject } from '../../../publisher/buildkite/buildkite-subject';
import { mapping, text, uuid } from '../fields';
import { type CiSystem } from './ci-system';
import { branches, limitedBy, tags } from './trusted-refs';

const trust = limitedBy(
  mapping(
    {
      pipeline: text(buildkitePipelineRule, {
        description: 'organization/pipeline, as in its URL.',
        examples: ['acme/app'],
      }),
      pipelineId: uuid('a Buildkite pipeline').optional(),
      branches,
      tags,
    },
    'Jobs of one Buildkite pipeline.',
  ),
  ['branches', 'tags'],
);

const pipelineId = '11111111-aaaa-4bbb-8ccc-000000000001';
const tokenOf = (pipeline: string, ref: string) =>
  `organization:acme:pipeline:${pipeline}:ref:${ref}:commit:9f3182061f1e2cca4702c368cbc039b7dc9d4485:step:build`;

export const buildkite: CiSystem<typeof trust> = {
  name: 'Buildkite',
  trust,
  subjectsOf: ({ pipeline, pipelineId: id, branches: names = [], tags: gitTags = [] }) => [
    ...names.map((branch) => BuildkiteSubject.branch(pipeline, branch, { pipelineId: id })),
    ...gitTags.map((tag) => BuildkiteSubject.tag(pipeline, tag, { pipelineId: id })),
  ],
  compared: 'the pipeline, the branch or tag and, with `pipelineId`, the id of the pipeline',
  setUp:
    'Request the token with `--audience sts.amazonaws.com --claim pipeline_id`. If the pipeline builds pull requests of ' +
    'forks, turn on **Prefix third-party fork branch names**.',
  page: 'https://buildkite.com/docs/pipelines/security/oidc/aws',
  example: {
    trust: { pipeline: 'acme/app', pipelineId, branches: ['main'] },
    accepted: {
      aud: 'sts.amazonaws.com',
      sub: tokenOf('app', 'refs/heads/main'),
      build_branch: 'main',
      pipeline_id: pipelineId,
    },
    refused: {
      'another branch': { sub: tokenOf('app', 'refs/heads/feature'), build_branch: 'feature' },
      'a branch whose name continues the subject': { build_branch: 'main:commit' },
      'a tag with the same name': { sub: tokenOf('app', 'refs/tags/main') },
      'another pipeline': { sub: tokenOf('web', 'refs/heads/main') },
      'a later pipeline with the same slug': { pipeline_id: '22222222-aaaa-4bbb-8ccc-000000000002' },
    },
  },
};
