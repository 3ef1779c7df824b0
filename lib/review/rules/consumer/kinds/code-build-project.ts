import { unresolved } from '../../../texts/symbolic-text';
import { fieldsOf, textOf } from '../../shape';
import { type ConsumerKind } from '../consumer-kind';

/** @see https://docs.aws.amazon.com/codebuild/latest/userguide/sample-ecr.html */
export const codeBuildProject: ConsumerKind = {
  types: ['AWS::CodeBuild::Project'],
  noun: 'Project',
  sameRegion: false,
  usesOf: ({ properties, env, source }) => {
    const environment = fieldsOf(properties.Environment);
    const image = textOf(environment.Image);
    const credentials = environment.ImagePullCredentialsType;
    if (image === undefined || environment.RegistryCredential !== undefined) return [];
    if (credentials === 'SERVICE_ROLE') {
      return [{ image, puller: { role: textOf(properties.ServiceRole), property: 'ServiceRole' } }];
    }
    // A value that is known only at deploy may be SERVICE_ROLE.
    if (credentials !== undefined && credentials !== 'CODEBUILD') return [];
    const name = textOf(properties.Name) ?? unresolved(source.logicalId);
    const start = `arn:${env.partition}:codebuild:${env.region}:${env.account}:project/`;
    return [
      {
        image,
        puller: {
          service: 'codebuild.amazonaws.com',
          source: `${start}${name}`,
          sources: `${start}*`,
          inOwnAccount: true,
          withAccount: false,
          fix: 'Set ImagePullCredentialsType to SERVICE_ROLE, and let the role of the project pull the image.',
        },
      },
    ];
  },
};
