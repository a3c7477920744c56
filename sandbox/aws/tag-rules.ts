/** What ELB takes as a tag, however it comes: with a resource that is made, or added to one. */
import { elbValidationError } from './errors.ts';

const MAX_KEY_LENGTH = 128;
const MAX_VALUE_LENGTH = 256;
/** Pattern of TagKey and TagValue in the service's API model. */
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** @throws the ValidationError of the API for what no tag can hold */
export function checkTagText(key: string, value: string): void {
  if (key.length < 1 || key.length > MAX_KEY_LENGTH || !ALLOWED.test(key)) {
    throw elbValidationError(`The tag key '${key}' must be 1 to ${MAX_KEY_LENGTH} allowed characters`);
  }
  if (value.length > MAX_VALUE_LENGTH || !ALLOWED.test(value)) {
    throw elbValidationError(`The tag value '${value}' must be up to ${MAX_VALUE_LENGTH} allowed characters`);
  }
}

/** The tags of a resource that is made. AWS's own, `aws:…`, may be among them: CloudFormation sets them. */
export function checkedTags(tags: Readonly<Record<string, string>> = {}): Map<string, string> {
  for (const [key, value] of Object.entries(tags)) checkTagText(key, value);
  return new Map(Object.entries(tags));
}
