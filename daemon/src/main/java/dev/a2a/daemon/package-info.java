/// placeholder
package dev.a2a.daemon;
