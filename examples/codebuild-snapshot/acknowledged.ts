import { Validations } from 'aws-cdk-lib';
import type * as codebuild from 'aws-cdk-lib/aws-codebuild';
import { type IConstruct } from 'constructs';

const packs = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'];

/** Acknowledges the findings of a project of CDK. `ImageBuildProject` has none of them. */
export function acknowledgeProject(project: codebuild.Project): void {
  acknowledge(project, ['AwsSolutions::AwsSolutions-CB4'], 'The project makes no artifacts: its image goes to ECR.');
  acknowledge(
    project,
    packs.map((pack) => `${pack}::${pack}-CodeBuildProjectSourceRepoUrl`),
    'The rule knows only OAuth tokens. CodeCommit is read with the role of the project.',
  );
  const policy = project.role?.node.findChild('DefaultPolicy');
  if (policy === undefined) return;
  acknowledge(
    policy,
    [
      'AwsSolutions::AwsSolutions-IAM5[Resource::arn:aws:logs:eu-west-2:123412341234:log-group:/aws/codebuild/<SnapshotProject0F83A5F6>:*]',
    ],
    'CDK writes it for the log streams of this project, whose names CodeBuild makes up.',
  );
  acknowledge(
    policy,
    packs.map((pack) => `${pack}::${pack}-IAMNoInlinePolicy`),
    'CDK writes it inline, for the log and the source of this project. What lets it push is a managed policy.',
  );
}

function acknowledge(construct: IConstruct, ids: readonly string[], reason: string): void {
  Validations.of(construct).acknowledge(...ids.map((id) => ({ id, reason })));
}
