/** What a pack obliges to; one that says nothing obliges to nothing. */

import type { Obligations, Pack } from "@fenji/regime";

const none: Obligations = { deadlines: [], cycles: [], materialChanges: null };

export const obligationsOf = (pack: Pack | undefined): Obligations => pack?.obligations ?? none;
