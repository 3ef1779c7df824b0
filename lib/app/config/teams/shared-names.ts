import { parameterNameRule } from '../../../private/aws/parameter-name';
import { roleNameRule } from '../../../private/aws/role-name';
import { secretNameRule } from '../../../private/aws/secret-name';
import { repositoryPrefixRule } from '../../../private/oci/repository-prefix';
import { mapping, text, uniqueList } from '../fields';

/** Names that all teams may use although they do not start with a prefix of the team. */
export const shared = mapping(
  {
    prefixes: uniqueList(
      text(repositoryPrefixRule, {
        description: 'The start of repository names, with a slash at the end.',
        examples: ['base/'],
      }),
      'The repositories that publishers and builds of all teams may pull from.',
    ).optional(),
    secrets: uniqueList(
      text(secretNameRule, { description: 'The name of a secret of Secrets Manager.', examples: ['ci/npm'] }),
      'The secrets that builds of all teams may read.',
    ).optional(),
    parameters: uniqueList(
      text(parameterNameRule, { description: 'The name of a parameter.', examples: ['/ci/pip'] }),
      'The parameters that builds of all teams may read as a secret.',
    ).optional(),
    passRoles: uniqueList(
      text(roleNameRule, { description: 'The name of a role.', examples: ['ecs-execution'] }),
      'The roles that deployments of all teams may pass to their tasks.',
    ).optional(),
  },
  'Names that all teams may use in addition to those with their own prefixes.',
);
