import { type Command, InvalidArgumentError, Option } from 'commander';
import { partitionNames, partitionOfRegion } from '../../private/aws/region-partition';
import { operationNames, reviewFormatNames } from '../../review/index';
import { instantArgument } from '../instant-argument';
import { templatesArgument } from '../templates-argument';
import { failOnList, failOnNames } from './fail-on';
import type { ReviewOptions } from './review-command';

/** The options on the command line. */
export interface ReviewCommandOptions extends ReviewOptions {
  readonly output?: string;
}

const accountOption = matching(/^\d{12}$/, 'It must be an account: 12 digits.');
const regionOption = matching(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, "It must be a Region, such as 'eu-west-1'.");

/** Adds the command. `run` gets its arguments and options. */
export function addReviewCommand(
  program: Command,
  run: (paths: string[], options: ReviewCommandOptions) => void,
): void {
  program
    .command('review')
    .description(
      'show who can push to, pull from and change the repositories of CloudFormation templates, why, and what is wrong',
    )
    .argument(...templatesArgument)
    .addOption(new Option('--format <format>', 'the output format').choices(reviewFormatNames).default('table'))
    .option('--output <file>', 'write to this file')
    .option('--against <templates>', 'compare with these earlier templates')
    .option('--images <file>', 'with --against: the images of a repository, to list those that the change deletes')
    .option(
      '--now <instant>',
      'with --images: the time of the preview in ISO 8601 with a time zone (default: now)',
      instantArgument,
    )
    .addOption(
      new Option('--fail-on <list>', 'exit with status 1 on any of these, separated by commas')
        .choices(failOnNames)
        .argParser(failOnList),
    )
    .option('--repository <pattern>', "only repositories with this name or ARN, such as 'team-a/*'")
    .option('--who <text>', 'only principals with this text in their name or kind, such as github')
    .addOption(new Option('--can <operation>', 'only this operation').choices(operationNames))
    .addOption(new Option('--findings', 'only the findings').conflicts('summary'))
    .option('--summary', 'only the summary')
    .option('--all', 'with the rows in which AWS services assume the roles of builds, rules and state machines')
    .option('--root <folder>', 'the folder of the repository, from which the paths in SARIF start')
    .option('--account <id>', 'the account of templates that do not specify one', accountOption)
    .option('--region <name>', 'the Region of templates that do not specify one', regionOption)
    .addOption(
      new Option('--partition <name>', 'the partition of templates that do not specify one').choices(partitionNames),
    )
    .option('--acknowledgements <file>', "a reviewer's list of accepted findings, in YAML or JSON")
    .addOption(
      new Option('--ignore-acknowledgements', 'show acknowledged findings as if they were open').conflicts(
        'acknowledgements',
      ),
    )
    .action((paths: string[], options: ReviewCommandOptions, command: Command) => {
      const problem = usageProblem(options);
      if (problem !== undefined) command.error(`error: ${problem}`);
      run(paths, options);
    });
}

/** The problem with the options together, if any. */
function usageProblem(options: ReviewCommandOptions): string | undefined {
  const { failOn = [], against, images, now, region, partition, root, format } = options;
  if (images !== undefined && against === undefined) return "option '--images <file>' needs '--against <templates>'";
  if (now !== undefined && images === undefined) return "option '--now <instant>' needs '--images <file>'";
  if (root !== undefined && format !== 'sarif') return "option '--root <folder>' needs '--format sarif'";
  const ofChange = failOn.find((word) => word === 'widened' || word === 'destructive' || word === 'unknown');
  if (ofChange !== undefined && against === undefined) {
    return `option '--fail-on ${ofChange}' needs '--against <templates>'`;
  }
  const own = region === undefined ? undefined : partitionOfRegion(region);
  if (partition === undefined || own === undefined || own === partition) return undefined;
  return `option '--partition ${partition}' contradicts '--region ${String(region)}', which is in partition ${own}`;
}

function matching(form: RegExp, problem: string): (text: string) => string {
  return (text) => {
    if (!form.test(text)) throw new InvalidArgumentError(problem);
    return text;
  };
}
