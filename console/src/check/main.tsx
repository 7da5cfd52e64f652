/** Placeholder until its screens land in this branch. */
export {}
