import { type GraphResource, type Statement, type TemplateGraph } from '../../templates/template-graph';
import { type Value } from '../../templates/value';
import { readStatement } from '../../templates/statement';
import { namesAnyone } from '../principals';
import { reviewRule } from '../review-rule';
import { fieldsOf, listOf } from '../shape';
import { quoted } from '../shown';
import { allows } from '../statement-actions';
import { bucketUses, isBlocked } from './artifact-buckets';
import { nameInTemplate } from './name-in-template';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export const openArtifacts = reviewRule({
  id: 'build-open-artifacts',
  severity: 'error',
  needsReviewer: true,
  title: 'A bucket of builds that anyone can read or write',
  findProblems: (graph) => {
    const uses = bucketUses(graph);
    return graph.resources
      .filter(({ type }) => type === 'AWS::S3::Bucket')
      .flatMap((bucket) => {
        const name = nameInTemplate(bucket, 'BucketName', graph);
        const use = uses.find((one) => one.bucket === name);
        const opening = use && (openPolicy(bucket, name, graph) ?? openList(bucket));
        if (!opening) return [];
        const { right, how, blocked, source } = opening;
        const refused =
          blocked === undefined
            ? ' S3 blocks that for buckets that are newer than April 2023, so for them the deploy fails.'
            : '';
        return [
          {
            source,
            message: `Bucket ${quoted(name)} has ${use.what} of builds, and ${how} lets anyone ${right} them.${refused}`,
            fix: 'Set all of PublicAccessBlockConfiguration to true, and name the roles that may read or write.',
          },
        ];
      });
  },
});

interface Opening {
  readonly right: 'read' | 'read and write' | 'write';
  readonly how: string;
  /** It is `undefined` if the default of S3 decides. */
  readonly blocked: false | undefined;
  readonly source: GraphResource['source'];
}

function openList(bucket: GraphResource): Opening | undefined {
  const { AccessControl: list } = bucket.properties;
  const blocked = isBlocked(bucket, 'IgnorePublicAcls') === true || isBlocked(bucket, 'BlockPublicAcls');
  if (blocked === true || !['PublicRead', 'PublicReadWrite', 'AuthenticatedRead'].includes(String(list))) {
    return undefined;
  }
  const right = list === 'PublicReadWrite' ? 'read and write' : 'read';
  return { right, how: `its AccessControl ${quoted(String(list))}`, blocked, source: bucket.source };
}

function openPolicy(bucket: GraphResource, name: string, { resources }: TemplateGraph): Opening | undefined {
  const blocked = isBlocked(bucket, 'RestrictPublicBuckets') === true || isBlocked(bucket, 'BlockPublicPolicy');
  if (blocked === true) return undefined;
  const openings = resources
    .filter(({ type, properties }) => type === 'AWS::S3::BucketPolicy' && properties.Bucket === name)
    .flatMap((policy) => {
      const statements = listOf(fieldsOf(policy.properties.PolicyDocument).Statement).map((one) =>
        readStatement(one as Value, policy.source, policy.when),
      );
      // A Deny may take away what another statement allows to anyone.
      if (statements.some(limitsAnyone)) return [];
      const [read, write] = ['s3:GetObject', 's3:PutObject'].map((action) =>
        statements.some((one) => isOpen(one) && allows(one, action)),
      );
      if (!read && !write) return [];
      const right = read && write ? ('read and write' as const) : read ? ('read' as const) : ('write' as const);
      return [{ right, how: 'its policy', blocked, source: policy.source }];
    });
  return openings[0];
}

/** Whether a statement allows anyone, without a condition. */
function isOpen(statement: Statement): boolean {
  return namesAnyone(statement) && statement.conditions.length === 0;
}

/** A Deny for anyone with a condition. Requiring TLS limits no one. */
function limitsAnyone({ effect, conditions }: Statement): boolean {
  return effect === 'Deny' && !conditions.some(({ key }) => /^(aws:securetransport|s3:tlsversion)$/i.test(key));
}
