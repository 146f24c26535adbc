/** Topics as code: what they should be, what they are, and the steps from one to the other. */
package dev.winnow.schemas.topics;
