import { nameRule } from '../validation/text';
import { quote } from '../validation/validation';

const what = "the name of a log group, like '/aws/codebuild/web'";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const logGroupNameRule = nameRule(what, /[^\w./#-]/, (text) => {
  if (text.startsWith('arn:')) return `must be ${what}, got an ARN. Write its name`;
  return /^[\w./#-]{1,512}$/.test(text)
    ? undefined
    : `must be ${what}, got ${quote(text)}. Use up to 512 letters, digits and '._-/#'`;
});
