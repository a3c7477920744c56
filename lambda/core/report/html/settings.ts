/** What a page has to know of the settings. Types only. */
import type { PendingSettings } from '../../plan/not-before.ts';
import type { DigestFrame } from '../digest.ts';

export type PageSettings = PendingSettings & Pick<DigestFrame, 'ownerTagKeys'>;
