/**
 * Schemas by id: the registry as the serdes see it, a client for registries that speak Confluent's
 * REST API, and one in memory for tests.
 */
package dev.winnow.schemas.registry;
