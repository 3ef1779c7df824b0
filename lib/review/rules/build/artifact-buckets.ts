import { type GraphResource, type TemplateGraph } from '../../templates/template-graph';
import { type Fields, fieldsOf, listOf, textOf } from '../shape';

/** A place in a bucket that a build, a pipeline or a report group uses. */
export interface BucketUse {
  readonly what: string;
  readonly bucket: string;
}

/** The buckets of artifacts, sources, caches, logs and reports. */
export function bucketUses({ resources }: TemplateGraph): BucketUse[] {
  return resources.flatMap(({ type, properties }) =>
    (readers[type]?.(properties) ?? []).flatMap(([what, location]) => {
      const bucket = textOf(location)
        ?.replace(/^arn:.*?:s3:::/, '')
        .split('/')[0];
      return bucket === undefined || bucket === '' ? [] : [{ what, bucket }];
    }),
  );
}

type Used = readonly [what: string, location: unknown];

const readers: Readonly<Record<string, (properties: Fields) => readonly Used[]>> = {
  'AWS::CodeBuild::Project': (project) => [
    ...[project.Artifacts, ...listOf(project.SecondaryArtifacts)].map((one): Used => ['artifacts', inS3(one)]),
    ...[project.Source, ...listOf(project.SecondarySources)].map((one): Used => ['the source', inS3(one)]),
    ['the cache', inS3(project.Cache)],
    ['the logs', fieldsOf(fieldsOf(project.LogsConfig).S3Logs).Location],
  ],
  'AWS::CodePipeline::Pipeline': (pipeline) => [
    ['artifacts', fieldsOf(pipeline.ArtifactStore).Location],
    ...listOf(pipeline.ArtifactStores).map((one): Used => [
      'artifacts',
      fieldsOf(fieldsOf(one).ArtifactStore).Location,
    ]),
  ],
  'AWS::CodeBuild::ReportGroup': ({ ExportConfig }) => [
    ['test reports', fieldsOf(fieldsOf(ExportConfig).S3Destination).Bucket],
  ],
};

/** The location of artifacts, a source or a cache in S3. */
function inS3(value: unknown): unknown {
  const { Type: type, Location: location } = fieldsOf(value);
  return type === 'S3' ? location : undefined;
}

/** The settings of S3 that block public access. A bucket without any has all of them. */
export function isBlocked({ properties }: GraphResource, setting: string): boolean | undefined {
  const settings = properties.PublicAccessBlockConfiguration;
  if (settings === undefined) return undefined;
  const value = fieldsOf(settings)[setting] ?? false;
  return value !== false && value !== 'false';
}
