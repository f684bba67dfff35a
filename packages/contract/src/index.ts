export {
  endpoint,
  type BodyOf,
  type Endpoint,
  type Method,
  type PathOf,
  type Permission,
  type QueryInputOf,
  type QueryOf,
  type ReplyOf,
} from "./endpoint.ts";
