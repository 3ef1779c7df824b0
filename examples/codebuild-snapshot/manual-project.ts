import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import type * as codecommit from 'aws-cdk-lib/aws-codecommit';
import type * as ecr from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { acknowledgeProject } from './acknowledged';

export interface ManualProjectProps {
  readonly code: codecommit.IRepository;
  readonly repository: ecr.IRepository;
}

/** A project of CDK alone, with its own role and build specification. */
export class ManualProject extends Construct {
  public readonly project: codebuild.Project;

  public constructor(scope: Construct, id: string, { code, repository }: ManualProjectProps) {
    super(scope, id);
    this.project = new codebuild.Project(this, 'Project', {
      projectName: 'proof-of-concept-snapshot',
      source: codebuild.Source.codeCommit({ repository: code, branchOrRef: 'refs/heads/main' }),
      environment: { buildImage: codebuild.LinuxBuildImage.STANDARD_7_0, privileged: true },
      environmentVariables: {
        REGISTRY: { value: repository.registryUri },
        REPOSITORY: { value: repository.repositoryUri },
      },
      buildSpec: codebuild.BuildSpec.fromObject({
        version: '0.2',
        env: { shell: 'bash' },
        phases: {
          pre_build: {
            commands: ['aws ecr get-login-password | docker login --username AWS --password-stdin "$REGISTRY"'],
          },
          build: {
            commands: [
              'image="$REPOSITORY:snapshot-$CODEBUILD_BUILD_NUMBER"',
              'docker build --tag "$image" .',
              'docker push "$image"',
            ],
          },
        },
      }),
      grantReportGroupPermissions: false,
    });
    acknowledgeProject(this.project);
  }
}
