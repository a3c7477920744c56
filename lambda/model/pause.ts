/** The kill switch: one SSM parameter for each region. People make it and delete it; no stack ever owns it. */

/** While it exists, nothing is changed. A deployment must neither make nor delete it: it would lift a pause. */
export const PAUSE_PARAMETER = '/nlb-janitor/paused';

/** Whether anything may be changed. */
export type PauseState =
  | { readonly is: 'running' }
  /** `doubt`: nobody may have paused it, but the switch could not be read. */
  | {
      readonly is: 'paused';
      readonly by: 'person' | 'doubt';
      readonly why: string;
      /** Missing where nobody knows. */
      readonly since?: Date;
    };
