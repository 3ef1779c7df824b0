import { stageRule } from '../../../private/oci/stage-name';
import { testCommandRule } from '../../../testing/test-command';
import { sourceFilesRule } from '../../../private/git/source-files';
import { reportNameRule, TestReportFormat } from '../../../testing/test-report';
import { addProblem, evenIfInvalid, list, mapping, onlyTrue, text, word } from '../fields';
import { oneOfKeys } from '../one-of';

/** The formats of reports by their names in CodeBuild. */
const formats = Object.values(TestReportFormat) as [TestReportFormat, ...TestReportFormat[]];

const report = mapping(
  {
    files: list(
      text(sourceFilesRule, { description: 'A path in the source, with * and **.', examples: ['reports/*.xml'] }),
      'The files that the commands write.',
    ),
    name: text(reportNameRule, { description: 'The name of the report.', examples: ['unit'] })
      .optional()
      .meta({ default: 'tests' }),
    format: word(formats, 'The form of the files.').optional().meta({ default: TestReportFormat.JUNIT_XML }),
  },
  'Files with results. They are collected even if a test fails.',
);

/** The tests of an image before its push. */
export const buildTests = list(
  oneOfKeys(
    mapping(
      {
        source: onlyTrue('The commands test the source, before the image is built.'),
        stage: text(stageRule, {
          description:
            'The stage of the Dockerfile that is built as a test. The commands, if there are any, use it as $IMAGE.',
          examples: ['test'],
        }).optional(),
        image: onlyTrue('The commands test the image, as $IMAGE.'),
        commands: list(
          text(testCommandRule, { description: 'A line of Bash.', examples: ['make test'] }),
          'The commands. The first that fails ends the build.',
        ).optional(),
        reports: list(report, 'Files with results, each with a report group.').optional(),
      },
      'Tests of the source, of a stage, or of the image.',
    ),
    ['source', 'stage', 'image'],
  ).superRefine(({ stage, commands, reports }, context) => {
    const problem = commands === undefined && stage === undefined ? 'is required without stage' : undefined;
    addProblem(context, problem, ['commands']);
    addProblem(context, reports && !commands && stage !== undefined ? 'requires commands' : undefined, ['reports']);
  }, evenIfInvalid),
  'Tests that run before the image is pushed, in this order. If one fails, nothing is pushed.',
);
