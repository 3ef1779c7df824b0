import { type GraphResource } from '../../templates/template-graph';
import { arnText } from '../../texts/arn';
import { partsOf } from '../../texts/text-parts';
import { identitiesOf } from '../identities-by-arn';
import { rightsOf } from '../identity-rights';
import { reviewRule } from '../review-rule';
import { fieldsOf, listOf, textOf } from '../shape';
import { quoted, shown } from '../shown';

/** A resource that runs an image as a role. */
interface ImageRun {
  /** The name in messages. */
  readonly what: string;
  readonly role: unknown;
  readonly images: readonly unknown[];
}

/** The types that run images, with their properties. A new one is one line. */
const runs: Readonly<Record<string, (properties: GraphResource['properties']) => ImageRun>> = {
  'AWS::ECS::TaskDefinition': ({ TaskRoleArn, ContainerDefinitions }) =>
    run('task', TaskRoleArn, ...listOf(ContainerDefinitions).map((one) => fieldsOf(one).Image)),
  'AWS::Lambda::Function': ({ Role, Code }) => run('function', Role, fieldsOf(Code).ImageUri),
  'AWS::Serverless::Function': ({ Role, ImageUri }) => run('function', Role, ImageUri),
  'AWS::Batch::JobDefinition': ({ ContainerProperties }) =>
    run('job', fieldsOf(ContainerProperties).JobRoleArn, fieldsOf(ContainerProperties).Image),
  'AWS::AppRunner::Service': ({ SourceConfiguration, InstanceConfiguration }) =>
    run(
      'service',
      fieldsOf(InstanceConfiguration).InstanceRoleArn,
      fieldsOf(fieldsOf(SourceConfiguration).ImageRepository).ImageIdentifier,
    ),
  'AWS::CodeBuild::Project': ({ ServiceRole, Environment }) => run('build', ServiceRole, fieldsOf(Environment).Image),
  'AWS::SageMaker::Model': ({ ExecutionRoleArn, PrimaryContainer, Containers }) =>
    run(
      'model',
      ExecutionRoleArn,
      fieldsOf(PrimaryContainer).Image,
      ...listOf(Containers).map((one) => fieldsOf(one).Image),
    ),
};

function run(what: string, role: unknown, ...images: readonly unknown[]): ImageRun {
  return { what, role, images };
}

export const pushesOwnImage = reviewRule({
  id: 'identity-pushes-own-image',
  severity: 'warning',
  title: 'A role that can replace the image that it runs in',
  findProblems: (graph) =>
    graph.resources.flatMap(({ type, properties, source, env }) => {
      const found = Object.hasOwn(runs, type) ? runs[type]?.(properties) : undefined;
      const role = identitiesOf(graph).byArn(textOf(found?.role) ?? '');
      if (found === undefined || role === undefined) return [];
      const image = found.images.find((one) => {
        const arn = repositoryArn(textOf(one) ?? '', env.partition);
        return arn !== undefined && rightsOf(role).allows('ecr:PutImage', arn);
      });
      if (image === undefined) return [];
      return [
        {
          source,
          message: `Role '${shown(role.name)}' of the ${found.what} ${quoted(source.logicalId)} may replace the image ${quoted(textOf(image) ?? '')} that runs there. Code that takes the ${found.what} over stays, because the next start runs its image.`,
          fix: 'Let only the build push, and give this role the right to pull from its own repository.',
        },
      ];
    }),
});

/** The ARN of the repository of an image in ECR. */
function repositoryArn(image: string, partition: string): string | undefined {
  const [host = '', ...path] = partsOf(image, '/');
  const [account = '', dkr, ecr, region = ''] = partsOf(host, '.');
  if (dkr !== 'dkr' || !/^ecr(-fips)?$/.test(ecr ?? '') || path.length === 0) return undefined;
  const [named = ''] = partsOf(path.join('/'), '@');
  const [name = ''] = partsOf(named, ':');
  return arnText({ partition, service: 'ecr', region, account, resource: `repository/${name}` });
}
