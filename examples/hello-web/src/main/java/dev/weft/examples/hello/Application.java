package dev.weft.examples.hello;
