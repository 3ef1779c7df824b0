import { Token } from 'aws-cdk-lib';
import { Project, type ProjectProps } from 'aws-cdk-lib/aws-codebuild';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { InvalidInputError } from '../private/validation/validation';

interface PipelineBuildProjectProps extends ProjectProps {
  /** The role that the actions of a pipeline grant access to artifacts to. */
  readonly pipelineRole: IRole;
}

/**
 * A project that a CodeBuild action runs. The action grants its role access to artifacts. The project itself must not change the
 * policies of the role, so it gets a role that CDK cannot change while it is created.
 */
export class PipelineBuildProject extends Project {
  public constructor(scope: Construct, id: string, { pipelineRole, ...props }: PipelineBuildProjectProps) {
    super(scope, id, props);
    Object.assign(this, { role: pipelineRole, grantPrincipal: pipelineRole });
  }

  /** CodePipeline takes the output artifact of one build. Each build of a batch has its own. */
  public override enableBatchBuilds(): never {
    throw new InvalidInputError(
      '`executeBatchBuild` must not be true for this project, got true. One build makes the image and its artifact. Leave it out.',
    ).at(this.node.path);
  }

  /** An action allows a build to use a connection by the old prefix only, which does not fit the new ARNs. */
  public override addToRolePolicy(statement: PolicyStatement): void {
    super.addToRolePolicy(useConnection(statement) ?? statement);
  }
}

function useConnection({ actions, resources }: PolicyStatement): PolicyStatement | undefined {
  const [action = ''] = actions;
  if (actions.length !== 1 || action !== 'codestar-connections:UseConnection') return undefined;
  const services = resources.flatMap((arn) =>
    Token.isUnresolved(arn) ? ['codeconnections', 'codestar-connections'] : [arn.split(':')[2] ?? ''],
  );
  return new PolicyStatement({
    actions: [...new Set(services)].map((service) => `${service}:UseConnection`),
    resources,
  });
}
