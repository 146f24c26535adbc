/** Guards the records against changes that cannot read what earlier releases wrote. */
package dev.winnow.schemas.released;
