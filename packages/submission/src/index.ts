/** What travels between nodes: signed messages in canonical JSON that cannot hold raw evidence. */

export {};
